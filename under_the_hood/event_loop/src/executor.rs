//! An event loop for one thread, as asyncio has one: a queue of tasks that are
//! ready, what the others wait for, and one place in which the thread sleeps.
//!
//! A task is a future, and to poll it is to run it up to its next wait: what
//! asyncio does with `coroutine.send(None)`. It is polled because somebody has
//! woken it, and never to find out whether it could go on.

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use polling::{AsSource, Event, Events, Poller};

use crate::step::{Source, Step};

/// Runs tasks that return a `T` each, on one thread.
pub struct EventLoop<T> {
    tasks: Vec<Task<T>>,
    /// The tasks that were woken, in that order: asyncio's `_ready`.
    ready: Receiver<usize>,
    into_ready: Sender<usize>,
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
    poller: Arc<Poller>,
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
            let _ = self.poller.notify();
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
        let (into_ready, ready) = mpsc::channel();
        let handle = Rc::new(Handle {
            poller: Arc::new(Poller::new()?),
            waiting: RefCell::default(),
            timers: RefCell::default(),
            timers_made: Cell::new(0),
            running: Cell::new(0),
            observer: RefCell::new(Box::new(observer)),
        });
        let tasks = Vec::new();
        Ok(EventLoop { tasks, ready, into_ready, handle })
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
            poller: self.handle.poller.clone(),
            thread_of_loop: thread::current().id(),
        });
        bell.wake_by_ref();
        let (future, result) = (Some(Box::pin(future) as _), None);
        self.tasks.push(Task { future, result, bell });
    }

    /// Runs all tasks to their ends. Returns what they returned, in the order
    /// in which they were spawned.
    ///
    /// # Errors
    ///
    /// The poller fails; or tasks wait, and nobody is left to wake one.
    pub fn run(mut self) -> io::Result<Vec<thread::Result<T>>> {
        let mut events = Events::new();
        // A round of it is a call of asyncio's `_run_once`.
        while self.tasks.iter().any(Task::is_pending) {
            let is_waited_for = self.is_waited_for();
            let mut ready: Vec<usize> = self.ready.try_iter().collect();
            if ready.is_empty() && !is_waited_for {
                return Err(io::Error::new(
                    io::ErrorKind::Deadlock,
                    "tasks wait, and nobody is left who could wake one",
                ));
            }
            // 1. Sleep until something happens; not at all where a task is
            // ready, which must not keep the others from being looked at.
            let timeout = match ready.is_empty() {
                true => self.handle.until_next_timer(),
                false => Some(Duration::ZERO),
            };
            self.handle.tell(Step::Sleep(timeout));
            events.clear();
            self.handle.poller.wait(&mut events, timeout)?;
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
        task.bell.has_rung.store(false, Ordering::Release);
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

    /// Whether a task waits for something here, or its waker is elsewhere.
    fn is_waited_for(&mut self) -> bool {
        let mut pending = self.tasks.iter_mut().filter(|it| it.is_pending());
        !self.handle.waiting.borrow().is_empty()
            || pending.any(|task| Arc::get_mut(&mut task.bell).is_none())
    }
}

impl<T> Task<T> {
    fn is_pending(&self) -> bool {
        self.future.is_some()
    }
}

/// What the tasks of a loop wait with.
pub struct Handle {
    poller: Arc<Poller>,
    /// What is waited for: by which task, and what wakes it.
    waiting: RefCell<BTreeMap<Source, (usize, Waker)>>,
    /// All timers, the next one on top. One that nobody waits for any more
    /// stays until it gets there, as in asyncio.
    timers: RefCell<BinaryHeap<Reverse<(Instant, usize)>>>,
    timers_made: Cell<usize>,
    running: Cell<usize>,
    observer: RefCell<Box<dyn FnMut(Step)>>,
}

impl Handle {
    /// Waits for so long, like `asyncio.sleep`.
    pub async fn sleep(&self, duration: Duration) {
        let number = self.timers_made.get();
        self.timers_made.set(number + 1);
        let when = Instant::now() + duration;
        self.timers.borrow_mut().push(Reverse((when, number)));
        self.until(Source::Timer(when, number)).await;
    }

    /// Waits until a socket of the poller can be read or written, whichever
    /// `event` asks for.
    ///
    /// # Errors
    ///
    /// The poller does not have the socket.
    pub async fn ready(
        &self,
        socket: impl AsSource,
        event: Event,
    ) -> io::Result<()> {
        self.poller.modify(socket, event)?;
        let source = match event.readable {
            true => Source::Readable(event.key),
            false => Source::Writable(event.key),
        };
        self.until(source).await;
        Ok(())
    }

    /// What tells which sockets are ready.
    pub fn poller(&self) -> &Poller {
        &self.poller
    }

    fn until(&self, source: Source) -> Wait<'_> {
        let (handle, has_begun) = (self, false);
        Wait { source, handle, has_begun }
    }

    fn next_timer(&self) -> Option<(Instant, usize)> {
        let waiting = self.waiting.borrow();
        let mut timers = self.timers.borrow_mut();
        while let Some(&Reverse((when, number))) = timers.peek() {
            if waiting.contains_key(&Source::Timer(when, number)) {
                return Some((when, number));
            }
            timers.pop();
        }
        None
    }

    fn until_next_timer(&self) -> Option<Duration> {
        let (when, _) = self.next_timer()?;
        Some(when.saturating_duration_since(Instant::now()))
    }

    fn wake_for_sockets(&self, events: &Events) {
        for event in events.iter() {
            if event.readable {
                self.wake(Source::Readable(event.key));
            }
            if event.writable {
                self.wake(Source::Writable(event.key));
            }
        }
    }

    fn wake_for_timers(&self) {
        let now = Instant::now();
        while let Some((when, number)) = self.next_timer()
            && when <= now
        {
            self.wake(Source::Timer(when, number));
        }
    }

    /// Wakes the task that waits for this, if one does.
    fn wake(&self, source: Source) {
        let waiting = self.waiting.borrow_mut().remove(&source);
        if let Some((task, waker)) = waiting {
            self.tell(Step::Wake(task, source));
            waker.wake();
        }
    }

    fn tell(&self, step: Step) {
        self.observer.borrow_mut()(step);
    }
}

/// Is pending until the loop takes its source out of `waiting`.
struct Wait<'a> {
    source: Source,
    handle: &'a Handle,
    has_begun: bool,
}

impl Future for Wait<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        let (source, handle) = (self.source, self.handle);
        let is_waited_for = handle.waiting.borrow().contains_key(&source);
        if self.has_begun && !is_waited_for {
            return Poll::Ready(());
        }
        let task = handle.running.get();
        let waiter = (task, context.waker().clone());
        handle.waiting.borrow_mut().insert(source, waiter);
        if !self.has_begun {
            handle.tell(Step::Wait(task, source));
        }
        self.has_begun = true;
        Poll::Pending
    }
}

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        // Whoever drops a future is not to be woken for it.
        self.handle.waiting.borrow_mut().remove(&self.source);
    }
}
