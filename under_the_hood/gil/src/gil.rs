//! A lock that a thread must hold to work, with CPython's rules since 3.2.
//!
//! A waiting thread requests the lock after one interval. The holder checks for
//! a request between two chunks of work. If there is one, it releases the lock,
//! and waits until another thread has acquired it.
//!
//! In Python: `take_gil` and `drop_gil`, written in C, in `ceval_gil.c`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread::{self, ThreadId};
use std::time::Duration;

/// A global interpreter lock.
#[derive(Debug)]
pub struct Gil {
    /// Time before a waiting thread requests it: `sys.getswitchinterval()`.
    interval: Duration,
    /// Request to the holder, CPython's `gil_drop_request`. The holder reads it
    /// after each chunk, so it is not behind the mutex.
    drop_request: AtomicBool,
    turns: Mutex<Turns>,
    /// Wakes a thread that waits for the lock, once it is free.
    released: Condvar,
    /// Wakes the thread that released the lock, once another one has it.
    acquired: Condvar,
}

/// Order in which threads hold the lock.
#[derive(Debug, Default)]
struct Turns {
    holder: Option<ThreadId>,
    /// Current holder or, while the lock is free, the previous one.
    last: Option<ThreadId>,
    handoffs: u32,
}

/// The lock, held until this is dropped.
#[derive(Debug)]
#[must_use = "dropping this releases the lock immediately"]
pub struct Held<'gil> {
    gil: &'gil Gil,
    by: ThreadId,
}

impl Gil {
    /// Returns a lock that is free.
    pub fn new(interval: Duration) -> Gil {
        Gil {
            interval,
            drop_request: AtomicBool::new(false),
            turns: Mutex::default(),
            released: Condvar::new(),
            acquired: Condvar::new(),
        }
    }

    /// Waits for the lock, and returns it held.
    pub fn acquire(&self) -> Held<'_> {
        let by = thread::current().id();
        self.wait_and_acquire(by);
        Held { gil: self, by }
    }

    /// Returns the number of times the lock went from one thread to another.
    pub fn handoffs(&self) -> u32 {
        self.turns().handoffs
    }

    fn wait_and_acquire(&self, me: ThreadId) {
        let mut turns = self.turns();
        while turns.holder.is_some() {
            let before = turns.handoffs;
            let woken = self.released.wait_timeout(turns, self.interval);
            let (now, timer) = woken.expect("no thread panics with the turns");
            turns = now;
            // A thread that has just acquired it may keep it for an interval.
            let is_same_turn = turns.handoffs == before;
            if timer.timed_out() && turns.holder.is_some() && is_same_turn {
                self.drop_request.store(true, Ordering::Relaxed);
            }
        }
        if turns.last.is_some_and(|last| last != me) {
            turns.handoffs += 1;
        }
        turns.holder = Some(me);
        turns.last = Some(me);
        self.drop_request.store(false, Ordering::Relaxed);
        self.acquired.notify_all();
    }

    fn release(&self, me: ThreadId) {
        let mut turns = self.turns();
        // A wait that panicked has released the lock already.
        if turns.holder != Some(me) {
            return;
        }
        turns.holder = None;
        self.released.notify_one();
        // Forced switching: the other thread needs a moment to wake up. Without
        // this wait, the same thread could acquire the lock again before that.
        let is_awaited = |turns: &mut Turns| {
            self.drop_request.load(Ordering::Relaxed) && turns.last == Some(me)
        };
        let turns = self.acquired.wait_while(turns, is_awaited);
        drop(turns.expect("no thread panics with the turns"));
    }

    fn turns(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().expect("no thread panics with the turns")
    }
}

impl Held<'_> {
    /// Releases the lock if another thread has requested it, and waits to
    /// acquire it again. Returns whether there was a request.
    pub fn hand_off_if_requested(&mut self) -> bool {
        let is_requested = self.gil.drop_request.load(Ordering::Relaxed);
        if is_requested {
            self.allow_threads(|| ());
        }
        is_requested
    }

    /// Releases the lock while `wait` runs: `Py_BEGIN_ALLOW_THREADS`.
    pub fn allow_threads<T>(&mut self, wait: impl FnOnce() -> T) -> T {
        self.gil.release(self.by);
        let response = wait();
        self.gil.wait_and_acquire(self.by);
        response
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.gil.release(self.by);
    }
}
