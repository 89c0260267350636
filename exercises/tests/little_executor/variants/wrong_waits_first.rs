// Fails: so a wake-up was lost
use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Wake, Waker};

pub type Task = Pin<Box<dyn Future<Output = ()>>>;

#[derive(Default)]
struct Ready {
    numbers: Mutex<BTreeSet<usize>>,
    added: Condvar,
}

struct TaskWaker {
    number: usize,
    ready: Arc<Ready>,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        let mut numbers = self.ready.numbers.lock().expect("no panic");
        numbers.insert(self.number);
        self.ready.added.notify_one();
    }
}

pub fn run(tasks: Vec<Task>) {
    let ready = Arc::new(Ready::default());
    let mut tasks: Vec<Option<Task>> = tasks.into_iter().map(Some).collect();
    let mut round: BTreeSet<usize> = (0..tasks.len()).collect();
    loop {
        for number in round {
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
        if tasks.iter().all(Option::is_none) {
            return;
        }
        // It falls asleep without checking which tasks were woken meanwhile.
        let numbers = ready.numbers.lock().expect("no panic");
        let mut numbers = ready.added.wait(numbers).expect("no panic");
        round = std::mem::take(&mut *numbers);
    }
}
