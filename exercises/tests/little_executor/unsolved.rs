//! Exercise: an executor that asks all the time, and is to be told instead.
//!
//! `run` polls each task again and again, and keeps a core busy while all of
//! them wait. Write the waker that is missing. Then a task is polled
//!  - once at the start, and once more whenever it was woken: from any thread,
//!    also if that was while it was being polled;
//!  - once, if it was woken several times before its turn; and never unasked.
//!
//! While no task is to be polled, the thread sleeps.
//!
//! The page: book/src/event_loop.md. Stuck? `cargo ex hint`

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Waker};
use std::thread;

/// What is run: a future, in a place where it stays.
pub type Task = Pin<Box<dyn Future<Output = ()>>>;

/// The numbers of the tasks that are to be polled. Any thread may add one.
#[derive(Default)]
struct Ready {
    numbers: Mutex<VecDeque<usize>>,
}

impl Ready {
    fn add(&self, number: usize) {
        let mut numbers = self.numbers.lock().expect("nobody panics here");
        numbers.push_back(number);
    }

    /// Takes the first number, and waits for one where there is none.
    fn take(&self) -> usize {
        loop {
            let mut numbers = self.numbers.lock().expect("nobody panics here");
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
        // It may have been woken after its end.
        let Some(task) = &mut tasks[number] else {
            continue;
        };
        // TODO: this waker does nothing. Write one (`std::task::Wake`) that
        // adds the number, and then do not add it here.
        let mut context = Context::from_waker(Waker::noop());
        match task.as_mut().poll(&mut context).is_ready() {
            true => tasks[number] = None,
            false => ready.add(number),
        }
    }
}
