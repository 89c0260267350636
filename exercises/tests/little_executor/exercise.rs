//! Exercise: an executor that polls all the time, and should sleep instead.
//!
//! `run` polls each task again and again, and keeps a core busy while all of
//! them wait. Write the missing waker. Then a task should be polled
//!  - once at the start, and once more whenever it was woken: from any thread,
//!    and even if that was during its poll;
//!  - only once if it was woken several times before its turn, and never
//!    without having been woken.
//!
//! While no task is ready, the thread should sleep.
//!
//! The page: book/src/event_loop.md. Stuck? `cargo ex hint`

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Waker};
use std::thread;

/// A task: a future, pinned so that it never moves.
pub type Task = Pin<Box<dyn Future<Output = ()>>>;

/// The numbers of the tasks that should be polled next. Any thread may add one.
#[derive(Default)]
struct Ready {
    numbers: Mutex<VecDeque<usize>>,
}

impl Ready {
    fn add(&self, number: usize) {
        let mut numbers = self.numbers.lock().expect("no panic");
        numbers.push_back(number);
    }

    /// Takes the first number. Waits for one if there is none.
    fn take(&self) -> usize {
        loop {
            let mut numbers = self.numbers.lock().expect("no panic");
            if let Some(number) = numbers.pop_front() {
                return number;
            }
            drop(numbers);
            // TODO: sleep until another thread adds a number.
            thread::yield_now();
        }
    }
}

/// Polls all tasks until each of them is done.
pub fn run(tasks: Vec<Task>) {
    let ready = Ready::default();
    let mut tasks: Vec<Option<Task>> = tasks.into_iter().map(Some).collect();
    (0..tasks.len()).for_each(|number| ready.add(number));
    while tasks.iter().any(Option::is_some) {
        let number = ready.take();
        // A task may be woken after it has finished.
        let Some(task) = &mut tasks[number] else {
            continue;
        };
        // TODO: this waker does nothing. Write one (with `std::task::Wake`)
        // that adds the number, and then do not add it here.
        let mut context = Context::from_waker(Waker::noop());
        match task.as_mut().poll(&mut context).is_ready() {
            true => tasks[number] = None,
            false => ready.add(number),
        }
    }
}
