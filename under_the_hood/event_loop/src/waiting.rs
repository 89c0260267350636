//! What the tasks of a loop wait for, by whom, and what wakes them: one table
//! for timers and sockets.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use mio::{Events, Interest, Registry, Token, event};

use crate::step::{Source, Step};

/// What the tasks of a loop wait with.
pub struct Handle {
    registry: Registry,
    /// What is waited for: by which task, and what wakes it. Timers come first
    /// in it, in the order in which they are due.
    waiting: RefCell<BTreeMap<Source, (usize, Waker)>>,
    /// How many timers there were: what tells those of one moment apart.
    timers: Cell<usize>,
    /// How many sockets there were: the number of the last one.
    sockets: Cell<usize>,
    /// The task that is polled now.
    pub(crate) running: Cell<usize>,
    observer: RefCell<Box<dyn FnMut(Step)>>,
}

impl Handle {
    /// Makes an empty table. `registry` is that of the loop's poller.
    pub(crate) fn new(
        registry: Registry,
        observer: impl FnMut(Step) + 'static,
    ) -> Handle {
        Handle {
            registry,
            waiting: RefCell::default(),
            timers: Cell::new(0),
            sockets: Cell::new(0),
            running: Cell::new(0),
            observer: RefCell::new(Box::new(observer)),
        }
    }

    /// Waits for so long, like `asyncio.sleep`.
    pub async fn sleep(&self, duration: Duration) {
        let number = self.timers.replace(self.timers.get() + 1);
        let when = Instant::now() + duration;
        self.until(Source::Timer(when, number)).await;
    }

    /// Waits for what `source` says. A socket has to be registered before.
    pub fn until(&self, source: Source) -> impl Future<Output = ()> {
        let (handle, has_begun) = (self, false);
        Wait {
            source,
            handle,
            has_begun,
        }
    }

    /// Lets the system tell of a socket, and returns the number by which the
    /// loop knows it, from 1. It tells of what changes: whoever waits has tried
    /// before.
    ///
    /// # Errors
    ///
    /// It has a number already, or the system takes no more of them.
    pub fn register(
        &self,
        socket: &mut impl event::Source,
    ) -> io::Result<usize> {
        let number = self.sockets.get() + 1;
        let both = Interest::READABLE | Interest::WRITABLE;
        self.registry.register(socket, Token(number), both)?;
        self.sockets.set(number);
        Ok(number)
    }

    fn next_timer(&self) -> Option<(Instant, Source)> {
        match self.waiting.borrow().first_key_value()?.0 {
            timer @ Source::Timer(when, _) => Some((*when, *timer)),
            _ => None,
        }
    }

    /// How long the thread may sleep. None: nobody waits for a timer.
    pub(crate) fn until_next_timer(&self) -> Option<Duration> {
        let (when, _) = self.next_timer()?;
        Some(when.saturating_duration_since(Instant::now()))
    }

    /// Wakes the tasks whose timers are due.
    pub(crate) fn wake_for_timers(&self) {
        let now = Instant::now();
        while let Some((when, timer)) = self.next_timer()
            && when <= now
        {
            self.wake(timer);
        }
    }

    /// Wakes the tasks whose sockets are ready.
    pub(crate) fn wake_for_sockets(&self, events: &Events) {
        for event in events {
            let Token(number) = event.token();
            if event.is_readable() {
                self.wake(Source::Readable(number));
            }
            if event.is_writable() {
                self.wake(Source::Writable(number));
            }
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

    /// Tells the observer of a step.
    pub(crate) fn tell(&self, step: Step) {
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
        let mut waiting = handle.waiting.borrow_mut();
        if self.has_begun && !waiting.contains_key(&source) {
            return Poll::Ready(());
        }
        let task = handle.running.get();
        waiting.insert(source, (task, context.waker().clone()));
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
