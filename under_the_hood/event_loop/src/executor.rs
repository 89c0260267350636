//! An event loop for one thread, as asyncio has one: a queue of tasks that are
//! ready, a table of what the others wait for (waiting.rs), and one place in
//! which the thread sleeps.
//!
//! A task is a future, and to poll it is to run it up to its next wait: what
//! asyncio does with `coroutine.send(None)`. It is polled because somebody has
//! woken it, and never to find out whether it could go on.

use std::io::{self, ErrorKind};
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, ThreadId};
use std::time::Duration;

use mio::{Events, Token};

use crate::step::Step;
use crate::waiting::Handle;

/// How many sockets the system tells of at once. The others come next round.
const EVENTS: usize = 64;

/// Runs tasks that return a `T` each, on one thread.
pub struct EventLoop<T> {
    tasks: Vec<Task<T>>,
    /// The tasks that were woken, in that order: asyncio's `_ready`.
    ready: Receiver<usize>,
    into_ready: Sender<usize>,
    poller: mio::Poll,
    end_of_sleep: Arc<mio::Waker>,
    handle: Rc<Handle>,
}

struct Task<T> {
    future: Option<Pin<Box<dyn Future<Output = T>>>>,
    /// What it has returned, or its panic, as when a thread is joined.
    result: Option<thread::Result<T>>,
    bell: Arc<Bell>,
}

/// Wakes a task, on whichever thread it is rung: `Waker`s are made of it.
struct Bell {
    task: usize,
    has_rung: AtomicBool,
    into_ready: Sender<usize>,
    end_of_sleep: Arc<mio::Waker>,
    thread_of_loop: ThreadId,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        // Woken twice before it has run, a task runs once.
        if self.has_rung.swap(true, Ordering::AcqRel) {
            return;
        }
        // Both fail only where the loop is gone, and there is nobody to wake.
        let _ = self.into_ready.send(self.task);
        // The loop may be asleep. In asyncio: `call_soon_threadsafe`.
        if thread::current().id() != self.thread_of_loop {
            let _ = self.end_of_sleep.wake();
        }
    }
}

impl<T> EventLoop<T> {
    /// Makes a loop without tasks, which tells `observer` of each step.
    ///
    /// # Errors
    ///
    /// The system has no poller for us.
    pub fn new(observer: impl FnMut(Step) + 'static) -> io::Result<Self> {
        let poller = mio::Poll::new()?;
        let registry = poller.registry().try_clone()?;
        // No socket has this number, and so nobody waits for it.
        let end_of_sleep = mio::Waker::new(&registry, Token(usize::MAX))?;
        let (into_ready, ready) = mpsc::channel();
        Ok(EventLoop {
            tasks: Vec::new(),
            ready,
            into_ready,
            poller,
            end_of_sleep: Arc::new(end_of_sleep),
            handle: Rc::new(Handle::new(registry, observer)),
        })
    }

    /// Returns what the tasks of this loop wait with.
    pub fn handle(&self) -> Rc<Handle> {
        self.handle.clone()
    }

    /// Adds a task. As with `asyncio.create_task`, it runs when the loop does.
    pub fn spawn(&mut self, future: impl Future<Output = T> + 'static) {
        let bell = Arc::new(Bell {
            task: self.tasks.len(),
            has_rung: AtomicBool::new(false),
            into_ready: self.into_ready.clone(),
            end_of_sleep: self.end_of_sleep.clone(),
            thread_of_loop: thread::current().id(),
        });
        bell.wake_by_ref();
        let (future, result) = (Some(Box::pin(future) as _), None);
        self.tasks.push(Task {
            future,
            result,
            bell,
        });
    }

    /// Runs all tasks to their ends. Returns what they returned, in the order
    /// in which they were spawned.
    ///
    /// # Errors
    ///
    /// The poller fails; or tasks wait, and nobody is left to wake one.
    pub fn run(mut self) -> io::Result<Vec<thread::Result<T>>> {
        let mut events = Events::with_capacity(EVENTS);
        // A round of it is a call of asyncio's `_run_once`.
        while self.tasks.iter().any(Task::is_pending) {
            let has_wakers = self.tasks.iter_mut().any(Task::has_wakers);
            let mut ready: Vec<usize> = self.ready.try_iter().collect();
            if ready.is_empty() && !has_wakers {
                let stuck = "tasks wait, and nobody is left to wake one";
                return Err(io::Error::new(ErrorKind::Deadlock, stuck));
            }
            // 1. Sleep until something happens; not at all where a task is
            // ready, which must not keep the others from being looked at.
            let timeout = match ready.is_empty() {
                true => self.handle.until_next_timer(),
                false => Some(Duration::ZERO),
            };
            self.handle.tell(Step::Sleep(timeout));
            match self.poller.poll(&mut events, timeout) {
                // A signal has ended the sleep, and there are no events.
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                polled => polled?,
            }
            // 2. Wake the tasks that waited for what has happened.
            self.handle.wake_for_sockets(&events);
            self.handle.wake_for_timers();
            // 3. Run the tasks that are ready. Whom they wake comes next round.
            ready.extend(self.ready.try_iter());
            ready.retain(|&task| self.tasks[task].is_pending());
            self.handle.tell(Step::Ready(ready.clone()));
            ready.into_iter().for_each(|task| self.poll(task));
        }
        let tasks = self.tasks.into_iter();
        Ok(tasks.filter_map(|task| task.result).collect())
    }

    /// Runs a task up to its next wait, or to its end.
    fn poll(&mut self, number: usize) {
        let task = &mut self.tasks[number];
        let Some(future) = &mut task.future else {
            return;
        };
        self.handle.running.set(number);
        self.handle.tell(Step::Run(number));
        // Whoever rings from now on wants it to run once more.
        task.bell.has_rung.swap(false, Ordering::AcqRel);
        let waker = Waker::from(task.bell.clone());
        let mut context = Context::from_waker(&waker);
        // A panic ends its task and no other, as an exception does in asyncio.
        // Nothing of the task is looked at again.
        let poll = AssertUnwindSafe(|| future.as_mut().poll(&mut context));
        task.result = match panic::catch_unwind(poll) {
            Ok(Poll::Pending) => return,
            Ok(Poll::Ready(value)) => Some(Ok(value)),
            Err(panic) => Some(Err(panic)),
        };
        task.future = None;
        self.handle.tell(Step::End(number));
    }
}

impl<T> Task<T> {
    fn is_pending(&self) -> bool {
        self.future.is_some()
    }

    /// Whether somebody can wake it still: the table, or another thread.
    fn has_wakers(&mut self) -> bool {
        self.is_pending() && Arc::get_mut(&mut self.bell).is_none()
    }
}
