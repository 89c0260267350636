// Fails: so a wake-up was lost
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake, Waker};
use std::thread::{self, Thread};

pub type Task = Pin<Box<dyn Future<Output = ()>>>;

struct TaskWaker {
    is_woken: AtomicBool,
    thread: Thread,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.is_woken.store(true, Ordering::SeqCst);
        self.thread.unpark();
    }
}

pub fn run(tasks: Vec<Task>) {
    let mut waiting: VecDeque<(Task, Arc<TaskWaker>)> = tasks
        .into_iter()
        .map(|task| {
            let waker = TaskWaker {
                is_woken: AtomicBool::new(true),
                thread: thread::current(),
            };
            (task, Arc::new(waker))
        })
        .collect();
    while !waiting.is_empty() {
        let is_woken = |(_, waker): &(Task, Arc<TaskWaker>)| {
            waker.is_woken.load(Ordering::SeqCst)
        };
        let Some(place) = waiting.iter().position(is_woken) else {
            thread::park();
            continue;
        };
        let (task, waker) = &mut waiting[place];
        let its_waker = Waker::from(waker.clone());
        let mut context = Context::from_waker(&its_waker);
        if task.as_mut().poll(&mut context).is_ready() {
            waiting.remove(place);
        } else {
            // Too late: it may have been woken while it was polled.
            waker.is_woken.store(false, Ordering::SeqCst);
        }
    }
}
