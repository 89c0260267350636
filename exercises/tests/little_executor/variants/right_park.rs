use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};
use std::thread::{self, Thread};

pub type Task = Pin<Box<dyn Future<Output = ()>>>;

struct TaskWaker {
    number: usize,
    is_queued: AtomicBool,
    queue: Arc<Mutex<VecDeque<usize>>>,
    thread: Thread,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        if !self.is_queued.swap(true, Ordering::SeqCst) {
            self.queue.lock().expect("no panic").push_back(self.number);
            // If the thread does not sleep yet, its next sleep ends at once.
            self.thread.unpark();
        }
    }
}

pub fn run(tasks: Vec<Task>) {
    let count = tasks.len();
    let queue = Arc::new(Mutex::new((0..count).collect::<VecDeque<_>>()));
    let waker = |number| {
        Arc::new(TaskWaker {
            number,
            is_queued: AtomicBool::new(true),
            queue: queue.clone(),
            thread: thread::current(),
        })
    };
    let mut tasks: Vec<Option<(Task, Arc<TaskWaker>)>> = tasks
        .into_iter()
        .zip(0..)
        .map(|(task, number)| Some((task, waker(number))))
        .collect();
    let mut left = count;
    while left > 0 {
        let next = queue.lock().expect("no panic").pop_front();
        let Some(number) = next else {
            thread::park();
            continue;
        };
        let Some((task, waker)) = &mut tasks[number] else {
            continue;
        };
        // This comes before the poll, so any wake-up from now on counts.
        waker.is_queued.store(false, Ordering::SeqCst);
        let waker = Waker::from(waker.clone());
        let mut context = Context::from_waker(&waker);
        if task.as_mut().poll(&mut context).is_ready() {
            tasks[number] = None;
            left -= 1;
        }
    }
}
