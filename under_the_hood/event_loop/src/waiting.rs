//! The table of waiters, for timers and sockets, and the future that adds
//! itself to it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use mio::{Events, Interest, Registry, Token, event};

use crate::step::{Source, Step};

/// A loop's table of waiters, shared with its tasks.
pub struct Handle {
    registry: Registry,
    /// Each source with the task that waits for it, and the task's waker. Timers
    /// come first, in the order in which they are due.
    waiting: RefCell<BTreeMap<Source, (usize, Waker)>>,
    /// Number of timers so far, which distinguishes timers of the same moment.
    timers: Cell<usize>,
    /// Number of sockets so far, which is the number of the last one.
    sockets: Cell<usize>,
    /// Number of the task that is being polled.
    pub(crate) running: Cell<usize>,
    observer: RefCell<Box<dyn FnMut(Step)>>,
}

impl Handle {
    /// Returns an empty table. `registry` is that of the loop's poller.
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

    /// Waits for `duration`, like `asyncio.sleep`.
    pub async fn sleep(&self, duration: Duration) {
        let number = self.timers.replace(self.timers.get() + 1);
        let when = Instant::now() + duration;
        self.until(Source::Timer(when, number)).await;
    }

    /// Waits for `source`. A socket has to be registered first.
    pub fn until(&self, source: Source) -> impl Future<Output = ()> {
        let (handle, has_begun) = (self, false);
        Wait {
            source,
            handle,
            has_begun,
        }
    }

    /// Has the kernel report events of a socket. Returns the socket's number in
    /// this loop, from 1. Only changes are reported, so a task has to try before
    /// it waits.
    ///
    /// # Errors
    ///
    /// Returns an error if the socket is registered already, or the kernel
    /// accepts no more of them.
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

    /// Returns the time until the first timer is due, if there is a timer.
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

    /// Wakes the task that waits for `source`, if there is one.
    fn wake(&self, source: Source) {
        let waiting = self.waiting.borrow_mut().remove(&source);
        if let Some((task, waker)) = waiting {
            self.report(Step::Wake(task, source));
            waker.wake();
        }
    }

    /// Reports a step to the observer.
    pub(crate) fn report(&self, step: Step) {
        self.observer.borrow_mut()(step);
    }
}

/// A future that is pending until the loop removes its source from `waiting`.
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
            handle.report(Step::Wait(task, source));
        }
        self.has_begun = true;
        Poll::Pending
    }
}

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        // A task that has dropped this future must not be woken for it.
        self.handle.waiting.borrow_mut().remove(&self.source);
    }
}
