use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::task::{Context, Wake, Waker};

pub type Task = Pin<Box<dyn Future<Output = ()>>>;

struct TaskWaker {
    number: usize,
    is_sent: AtomicBool,
    sender: Sender<usize>,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        if !self.is_sent.swap(true, Ordering::SeqCst) {
            // The executor may be gone; then there is no task left to wake.
            let _ = self.sender.send(self.number);
        }
    }
}

pub fn run(mut tasks: Vec<Task>) {
    let (sender, receiver) = mpsc::channel();
    let wakers: Vec<Arc<TaskWaker>> = (0..tasks.len())
        .map(|number| {
            Arc::new(TaskWaker {
                number,
                is_sent: AtomicBool::new(false),
                sender: sender.clone(),
            })
        })
        .collect();
    wakers.iter().for_each(|waker| waker.clone().wake());
    let mut is_done = vec![false; tasks.len()];
    while is_done.contains(&false) {
        let number = receiver.recv().expect("a sender is kept here");
        if is_done[number] {
            continue;
        }
        wakers[number].is_sent.store(false, Ordering::SeqCst);
        let waker = Waker::from(wakers[number].clone());
        let mut context = Context::from_waker(&waker);
        is_done[number] = tasks[number].as_mut().poll(&mut context).is_ready();
    }
}
