// Hint: Begin with the waker: a struct with the number of its task and an
//     `Arc<Ready>`, and `impl Wake` for it, whose `wake` calls `add`. `run`
//     creates one for the task that it polls: `Waker::from(Arc::new(…))`. After
//     that, `ready.add(number)` after a poll must go.
// Hint: For the sleep, put a `Condvar` next to the `Mutex`: `add` notifies it,
//     and `take` checks the queue and waits without releasing the lock in
//     between. Otherwise a number could arrive just before it falls asleep.
// Hint: `numbers = self.added.wait(numbers).expect("no panic");` And `add`
//     skips a number that's in the queue already.

//! Exercise: an executor that polls all the time, and should sleep instead.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Wake, Waker};

/// A task: a future, pinned so that it never moves.
pub type Task = Pin<Box<dyn Future<Output = ()>>>;

/// The numbers of the tasks that should be polled next. Any thread may add one.
#[derive(Default)]
struct Ready {
    numbers: Mutex<VecDeque<usize>>,
    added: Condvar,
}

impl Ready {
    fn add(&self, number: usize) {
        let mut numbers = self.numbers.lock().expect("no panic");
        if !numbers.contains(&number) {
            numbers.push_back(number);
        }
        self.added.notify_one();
    }

    /// Takes the first number. Waits for one if there is none.
    fn take(&self) -> usize {
        let mut numbers = self.numbers.lock().expect("no panic");
        loop {
            if let Some(number) = numbers.pop_front() {
                return number;
            }
            // `wait` releases the lock while it sleeps, and then acquires it
            // again.
            numbers = self.added.wait(numbers).expect("no panic");
        }
    }
}

/// Wakes one task.
struct TaskWaker {
    number: usize,
    ready: Arc<Ready>,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.ready.add(self.number);
    }
}

/// Polls all tasks until each of them is done.
pub fn run(tasks: Vec<Task>) {
    let ready = Arc::new(Ready::default());
    let mut tasks: Vec<Option<Task>> = tasks.into_iter().map(Some).collect();
    (0..tasks.len()).for_each(|number| ready.add(number));
    while tasks.iter().any(Option::is_some) {
        let number = ready.take();
        // A task may be woken after it has finished.
        let Some(task) = &mut tasks[number] else {
            continue;
        };
        let ready = ready.clone();
        let waker = Waker::from(Arc::new(TaskWaker { number, ready }));
        let mut context = Context::from_waker(&waker);
        if task.as_mut().poll(&mut context).is_ready() {
            tasks[number] = None;
        }
    }
}
