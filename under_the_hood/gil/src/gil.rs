//! A lock that a thread must hold to work, handed on as CPython does since 3.2.
//!
//! Who waits for it asks for it after an interval. Who holds it looks, between
//! two pieces of work, whether it was asked; then it lets go, and does not take
//! the lock again before another thread has had it.
//!
//! In Python: `take_gil` and `drop_gil`, written in C, in `ceval_gil.c`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread::{self, ThreadId};
use std::time::Duration;

/// A global interpreter lock.
#[derive(Debug)]
pub struct Gil {
    /// How long a thread waits before it asks: `sys.getswitchinterval()`.
    interval: Duration,
    /// Whether the holder was asked. It looks often, and so without a mutex.
    asked: AtomicBool,
    turns: Mutex<Turns>,
    /// Wakes a thread that waits for the lock: nobody holds it.
    dropped: Condvar,
    /// Wakes a thread that has let go: another one has the lock.
    taken: Condvar,
}

/// Whose turn it is.
#[derive(Debug, Default)]
struct Turns {
    holder: Option<ThreadId>,
    /// Who holds the lock or, if nobody does, who had it last.
    last: Option<ThreadId>,
    hand_overs: u32,
}

/// The lock, held until this is dropped.
#[derive(Debug)]
#[must_use = "the lock is let go of at once"]
pub struct Held<'gil> {
    gil: &'gil Gil,
    by: ThreadId,
}

impl Gil {
    /// Makes a lock that nobody holds.
    pub fn new(interval: Duration) -> Gil {
        Gil {
            interval,
            asked: AtomicBool::new(false),
            turns: Mutex::default(),
            dropped: Condvar::new(),
            taken: Condvar::new(),
        }
    }

    /// Waits for the lock, and holds it.
    pub fn take(&self) -> Held<'_> {
        let by = thread::current().id();
        self.wait_and_take(by);
        Held { gil: self, by }
    }

    /// How often the lock has gone from one thread to another.
    pub fn hand_overs(&self) -> u32 {
        self.turns().hand_overs
    }

    fn wait_and_take(&self, me: ThreadId) {
        let mut turns = self.turns();
        while turns.holder.is_some() {
            let before = turns.hand_overs;
            let woken = self.dropped.wait_timeout(turns, self.interval);
            let (now, timer) = woken.expect("nobody panics with the turns");
            turns = now;
            // Whoever has just got the lock is left alone for an interval.
            let is_same_turn = turns.hand_overs == before;
            if timer.timed_out() && turns.holder.is_some() && is_same_turn {
                self.asked.store(true, Ordering::Relaxed);
            }
        }
        if turns.last.is_some_and(|last| last != me) {
            turns.hand_overs += 1;
        }
        turns.holder = Some(me);
        turns.last = Some(me);
        self.asked.store(false, Ordering::Relaxed);
        self.taken.notify_all();
    }

    fn let_go(&self, me: ThreadId) {
        let mut turns = self.turns();
        // It may have let go already, to wait, and panicked there.
        if turns.holder != Some(me) {
            return;
        }
        turns.holder = None;
        self.dropped.notify_one();
        // Forced switching: the other thread needs a moment to wake up, and
        // without this, the lock would be taken again before it has.
        let is_awaited = |turns: &mut Turns| {
            self.asked.load(Ordering::Relaxed) && turns.last == Some(me)
        };
        let turns = self.taken.wait_while(turns, is_awaited);
        drop(turns.expect("nobody panics with the turns"));
    }

    fn turns(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().expect("nobody panics with the turns")
    }
}

impl Held<'_> {
    /// Hands the lock over, if it was asked for, and waits to have it again.
    /// Returns whether it was.
    pub fn hand_over_if_asked(&mut self) -> bool {
        let asked = self.gil.asked.load(Ordering::Relaxed);
        if asked {
            self.allow_threads(|| ());
        }
        asked
    }

    /// Lets other threads have the lock while `wait` waits for something else:
    /// `Py_BEGIN_ALLOW_THREADS`.
    pub fn allow_threads<T>(&mut self, wait: impl FnOnce() -> T) -> T {
        self.gil.let_go(self.by);
        let answer = wait();
        self.gil.wait_and_take(self.by);
        answer
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.gil.let_go(self.by);
    }
}
