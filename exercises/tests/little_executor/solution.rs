// Hint: Begin with the waker: a struct with the number of its task and an
//     `Arc<Ready>`, and `impl Wake` for it, whose `wake` calls `add`. `run`
//     makes one for the task that it polls: `Waker::from(Arc::new(…))`. With
//     that, `ready.add(number)` after a poll has to go.
// Hint: For the sleep, put a `Condvar` beside the `Mutex`: `add` notifies, and
//     `take` looks into the queue and waits, without giving the lock back in
//     between. Otherwise a number can come just before it falls asleep.
// Hint: `numbers = self.added.wait(numbers).expect("nobody panics here");` And
//     `add` leaves a number out that is in the queue already.

//! Exercise: an executor that asks all the time, and is to be told instead.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Wake, Waker};

/// What is run: a future, in a place where it stays.
pub type Task = Pin<Box<dyn Future<Output = ()>>>;

/// The numbers of the tasks that are to be polled. Any thread may add one.
#[derive(Default)]
struct Ready {
    numbers: Mutex<VecDeque<usize>>,
    added: Condvar,
}

impl Ready {
    fn add(&self, number: usize) {
        let mut numbers = self.numbers.lock().expect("nobody panics here");
        if !numbers.contains(&number) {
            numbers.push_back(number);
        }
        self.added.notify_one();
    }

    /// Takes the first number, and waits for one where there is none.
    fn take(&self) -> usize {
        let mut numbers = self.numbers.lock().expect("nobody panics here");
        loop {
            if let Some(number) = numbers.pop_front() {
                return number;
            }
            // It gives the lock back while it sleeps, and takes it again.
            numbers = self.added.wait(numbers).expect("nobody panics here");
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
        // It may have been woken after its end.
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
