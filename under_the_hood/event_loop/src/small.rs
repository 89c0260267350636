//! A whole executor with a timer: three tasks wait at the same time, on one
//! thread.
//!
//! Run it with `cargo run -p event_loop -- small`. In Python: event_loop.py.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Timers that are not due yet, each with the waker of the task that waits.
static TIMERS: Mutex<Vec<(Instant, Waker)>> = Mutex::new(Vec::new());

struct Sleep {
    due: Instant,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        if Instant::now() >= self.due {
            return Poll::Ready(());
        }
        let timer = (self.due, context.waker().clone());
        TIMERS.lock().expect("no panic").push(timer);
        Poll::Pending
    }
}

struct TaskWaker {
    number: usize,
    queue: Sender<usize>,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        println!("wake task {}", self.number);
        self.queue.send(self.number).expect("`run` receives it");
    }
}

fn run(tasks: Vec<Task>) {
    let mut tasks: BTreeMap<usize, Task> = (1..).zip(tasks).collect();
    let (queue, ready) = mpsc::channel();
    for &number in tasks.keys() {
        queue.send(number).expect("`ready` receives it");
    }
    loop {
        for number in ready.try_iter() {
            let task = tasks.get_mut(&number).expect("it is not done");
            let queue = queue.clone();
            let waker = Waker::from(Arc::new(TaskWaker { number, queue }));
            let poll = task.as_mut().poll(&mut Context::from_waker(&waker));
            println!("poll task {number}: {poll:?}");
            if poll.is_ready() {
                tasks.remove(&number);
            }
        }
        let Some((due, waker)) = first_timer() else {
            return;
        };
        let pause = due.saturating_duration_since(Instant::now());
        println!("sleep for {:.0} ms", pause.as_secs_f64() * 1e3);
        thread::sleep(pause);
        waker.wake();
    }
}

/// Takes out the timer that is due first.
fn first_timer() -> Option<(Instant, Waker)> {
    let mut timers = TIMERS.lock().expect("no panic");
    timers.sort_by_key(|(due, _)| *due);
    (!timers.is_empty()).then(|| timers.remove(0))
}

fn sleep(milliseconds: u64) -> Sleep {
    let due = Instant::now() + Duration::from_millis(milliseconds);
    Sleep { due }
}

async fn once(milliseconds: u64) {
    sleep(milliseconds).await;
}

async fn twice(milliseconds: u64) {
    sleep(milliseconds).await;
    sleep(milliseconds).await;
}

pub fn main() {
    run(vec![
        Box::pin(once(300)),
        Box::pin(once(100)),
        Box::pin(twice(200)),
    ]);
}
