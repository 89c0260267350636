// Fails: times to check
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};
use std::thread;
use std::time::Duration;

pub type Task = Pin<Box<dyn Future<Output = ()>>>;

#[derive(Default)]
struct Ready {
    numbers: Mutex<VecDeque<usize>>,
}

impl Ready {
    fn add(&self, number: usize) {
        let mut numbers = self.numbers.lock().expect("no panic");
        if !numbers.contains(&number) {
            numbers.push_back(number);
        }
    }

    fn take(&self) -> usize {
        loop {
            let mut numbers = self.numbers.lock().expect("no panic");
            if let Some(number) = numbers.pop_front() {
                return number;
            }
            drop(numbers);
            thread::sleep(Duration::from_millis(1));
        }
    }
}

struct TaskWaker {
    number: usize,
    ready: Arc<Ready>,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.ready.add(self.number);
    }
}

pub fn run(tasks: Vec<Task>) {
    let ready = Arc::new(Ready::default());
    let mut tasks: Vec<Option<Task>> = tasks.into_iter().map(Some).collect();
    (0..tasks.len()).for_each(|number| ready.add(number));
    while tasks.iter().any(Option::is_some) {
        let number = ready.take();
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
