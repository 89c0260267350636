//! An event loop for one thread, like that of asyncio: a queue of tasks that
//! are ready, a table of waiters (waiting.rs), and one place in which the
//! thread sleeps.
//!
//! A task is a future. Polling it runs it up to its next wait, as
//! `coroutine.send(None)` does in asyncio. The loop polls a task because its
//! waker was called, never to find out whether the task could go on.

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

/// Capacity of the event buffer. Events that do not fit are reported by the
/// next poll.
const EVENTS: usize = 64;

/// Runs tasks on one thread. Each returns a `T`.
pub struct EventLoop<T> {
    tasks: Vec<Task<T>>,
    /// Numbers of the woken tasks, in that order: asyncio's `_ready`.
    ready: Receiver<usize>,
    queue: Sender<usize>,
    poller: mio::Poll,
    end_of_sleep: Arc<mio::Waker>,
    handle: Rc<Handle>,
}

struct Task<T> {
    future: Option<Pin<Box<dyn Future<Output = T>>>>,
    /// Its result or the payload of its panic, as when a thread is joined.
    result: Option<thread::Result<T>>,
    waker: Arc<TaskWaker>,
}

/// Wakes one task, from any thread. Each `Waker` wraps one of these.
struct TaskWaker {
    task: usize,
    is_queued: AtomicBool,
    queue: Sender<usize>,
    end_of_sleep: Arc<mio::Waker>,
    thread_of_loop: ThreadId,
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        // A task that is woken twice before it has run needs to run only once.
        if self.is_queued.swap(true, Ordering::AcqRel) {
            return;
        }
        // Both calls fail only if the loop is gone, and no task is left.
        let _ = self.queue.send(self.task);
        // The loop may be asleep. In asyncio: `call_soon_threadsafe`.
        if thread::current().id() != self.thread_of_loop {
            let _ = self.end_of_sleep.wake();
        }
    }
}

impl<T> EventLoop<T> {
    /// Returns a loop without tasks, which reports each step to `observer`.
    ///
    /// # Errors
    ///
    /// Returns an error if the kernel provides no poller.
    pub fn new(observer: impl FnMut(Step) + 'static) -> io::Result<Self> {
        let poller = mio::Poll::new()?;
        let registry = poller.registry().try_clone()?;
        // No socket has this number, so no task waits for it.
        let end_of_sleep = mio::Waker::new(&registry, Token(usize::MAX))?;
        let (queue, ready) = mpsc::channel();
        Ok(EventLoop {
            tasks: Vec::new(),
            ready,
            queue,
            poller,
            end_of_sleep: Arc::new(end_of_sleep),
            handle: Rc::new(Handle::new(registry, observer)),
        })
    }

    /// Returns the handle with which tasks of this loop wait.
    pub fn handle(&self) -> Rc<Handle> {
        self.handle.clone()
    }

    /// Adds a task. As with `asyncio.create_task`, it runs when the loop does.
    pub fn spawn(&mut self, future: impl Future<Output = T> + 'static) {
        let waker = Arc::new(TaskWaker {
            task: self.tasks.len(),
            is_queued: AtomicBool::new(false),
            queue: self.queue.clone(),
            end_of_sleep: self.end_of_sleep.clone(),
            thread_of_loop: thread::current().id(),
        });
        waker.wake_by_ref();
        let (future, result) = (Some(Box::pin(future) as _), None);
        self.tasks.push(Task {
            future,
            result,
            waker,
        });
    }

    /// Runs all tasks to their ends. Returns their results, in the order in
    /// which they were spawned.
    ///
    /// # Errors
    ///
    /// Returns an error if the poller fails, or if tasks wait but nothing is
    /// left that could wake one.
    pub fn run(mut self) -> io::Result<Vec<thread::Result<T>>> {
        let mut events = Events::with_capacity(EVENTS);
        // Each round does the same as a call of asyncio's `_run_once`.
        while self.tasks.iter().any(Task::is_pending) {
            let has_wakers = self.tasks.iter_mut().any(Task::has_wakers);
            let mut ready: Vec<usize> = self.ready.try_iter().collect();
            if ready.is_empty() && !has_wakers {
                let stuck = "tasks wait, but nothing is left to wake one";
                return Err(io::Error::new(ErrorKind::Deadlock, stuck));
            }
            // 1. Sleep until an event. If a task is ready, only look for events:
            // a task that is always ready must not shut out the others.
            let timeout = match ready.is_empty() {
                true => self.handle.until_next_timer(),
                false => Some(Duration::ZERO),
            };
            self.handle.report(Step::Sleep(timeout));
            match self.poller.poll(&mut events, timeout) {
                // A signal ended the sleep, so there are no events.
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                polled => polled?,
            }
            // 2. Wake the tasks that waited for these events.
            self.handle.wake_for_sockets(&events);
            self.handle.wake_for_timers();
            // 3. Run the ready tasks. Tasks that they wake run in the next round.
            ready.extend(self.ready.try_iter());
            ready.retain(|&task| self.tasks[task].is_pending());
            self.handle.report(Step::Ready(ready.clone()));
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
        self.handle.report(Step::Run(number));
        // A wake-up from now on means that the task has to run once more.
        task.waker.is_queued.swap(false, Ordering::AcqRel);
        let waker = Waker::from(task.waker.clone());
        let mut context = Context::from_waker(&waker);
        // A panic ends only its own task, as an exception does in asyncio. The
        // task's state is not used again.
        let poll = AssertUnwindSafe(|| future.as_mut().poll(&mut context));
        task.result = match panic::catch_unwind(poll) {
            Ok(Poll::Pending) => return,
            Ok(Poll::Ready(value)) => Some(Ok(value)),
            Err(panic) => Some(Err(panic)),
        };
        task.future = None;
        self.handle.report(Step::End(number));
    }
}

impl<T> Task<T> {
    fn is_pending(&self) -> bool {
        self.future.is_some()
    }

    /// Returns whether a waker of it is left, in the table or in a thread.
    fn has_wakers(&mut self) -> bool {
        self.is_pending() && Arc::get_mut(&mut self.waker).is_none()
    }
}
