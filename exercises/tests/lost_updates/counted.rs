//! `AtomicU64` and `Mutex` as std has them, for a number. They count what is
//! done with them, and give the other threads the time to get in between.

// Solutions need only some of it.
#![allow(dead_code)]

use std::collections::HashSet;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{self, AtomicUsize, Ordering};
use std::sync::{self, LockResult, MutexGuard, PoisonError};
use std::sync::{TryLockError, TryLockResult};
use std::thread::{self, ThreadId};
use std::time::Duration;

/// How many threads use a number.
pub const THREADS: usize = 4;

/// How many times a thread looks, before its first step, whether all others
/// have come to theirs, and how long it waits in between.
const LOOKS: usize = 100;
const PAUSE: Duration = Duration::from_millis(10);

/// How long a thread stands between two steps now and then, and how often.
const STANDS: Duration = Duration::from_micros(50);
const EVERY: usize = 16;

/// A number that is read and written in single steps.
#[derive(Debug, Default)]
pub struct AtomicU64 {
    number: atomic::AtomicU64,
    steps: Steps,
}

impl AtomicU64 {
    /// The number as it is now. It may be another one at once.
    pub fn load(&self, ordering: Ordering) -> u64 {
        let number = self.number.load(ordering);
        self.steps.next();
        number
    }

    /// Puts `number` in the place of whatever is there.
    pub fn store(&self, number: u64, ordering: Ordering) {
        self.steps.next();
        self.number.store(number, ordering);
    }

    /// Puts `number` there, and returns what was there before.
    pub fn swap(&self, number: u64, ordering: Ordering) -> u64 {
        self.steps.next();
        self.number.swap(number, ordering)
    }

    /// Adds, and returns what was there before.
    pub fn fetch_add(&self, number: u64, ordering: Ordering) -> u64 {
        self.steps.next();
        self.number.fetch_add(number, ordering)
    }

    /// Puts `new` in the place of `current`, and fails if that is not there.
    pub fn compare_exchange(
        &self,
        current: u64,
        new: u64,
        success: Ordering,
        failure: Ordering,
    ) -> Result<u64, u64> {
        self.steps.next();
        self.number.compare_exchange(current, new, success, failure)
    }

    /// The same, and it may fail where `current` is there, too.
    pub fn compare_exchange_weak(
        &self,
        current: u64,
        new: u64,
        success: Ordering,
        failure: Ordering,
    ) -> Result<u64, u64> {
        self.steps.next();
        let number = &self.number;
        number.compare_exchange_weak(current, new, success, failure)
    }

    /// Puts there what `new` makes of the number, as soon as nobody comes in
    /// between. Fails where that is None.
    pub fn fetch_update(
        &self,
        set: Ordering,
        fetch: Ordering,
        mut new: impl FnMut(u64) -> Option<u64>,
    ) -> Result<u64, u64> {
        let mut number = self.load(fetch);
        while let Some(new) = new(number) {
            match self.compare_exchange_weak(number, new, set, fetch) {
                Ok(before) => return Ok(before),
                Err(now) => number = now,
            }
        }
        Err(number)
    }

    /// The number, and how many steps were made with it.
    pub fn into_inner(self) -> (u64, usize) {
        (self.number.into_inner(), self.steps.made())
    }
}

/// A number behind a lock.
#[derive(Debug, Default)]
pub struct Mutex {
    number: sync::Mutex<u64>,
    holder: sync::Mutex<Option<ThreadId>>,
    locks: Steps,
}

impl Mutex {
    /// Waits until no other thread has the number. Who has it gives it back by
    /// dropping what is returned.
    pub fn lock(&self) -> LockResult<Guard<'_>> {
        let me = Some(thread::current().id());
        assert!(
            *self.holder() != me,
            "this thread holds the lock already, and would wait for itself: \
             the first guard is not dropped yet"
        );
        self.locks.next();
        match self.number.lock() {
            Ok(number) => Ok(self.guard(number)),
            Err(poisoned) => {
                Err(PoisonError::new(self.guard(poisoned.into_inner())))
            }
        }
    }

    /// Does not wait: fails where a thread has the number.
    pub fn try_lock(&self) -> TryLockResult<Guard<'_>> {
        self.locks.next();
        match self.number.try_lock() {
            Ok(number) => Ok(self.guard(number)),
            Err(TryLockError::WouldBlock) => Err(TryLockError::WouldBlock),
            Err(TryLockError::Poisoned(poisoned)) => {
                Err(PoisonError::new(self.guard(poisoned.into_inner())).into())
            }
        }
    }

    fn guard<'a>(&'a self, number: MutexGuard<'a, u64>) -> Guard<'a> {
        *self.holder() = Some(thread::current().id());
        Guard { of: self, number }
    }

    /// The number, and how many times a thread locked it, or tried to.
    pub fn into_inner(self) -> (u64, usize) {
        let number = self.number.into_inner();
        let number = number.unwrap_or_else(PoisonError::into_inner);
        (number, self.locks.made())
    }

    fn holder(&self) -> MutexGuard<'_, Option<ThreadId>> {
        self.holder.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The number of a `Mutex`, in the hands of one thread.
#[derive(Debug)]
pub struct Guard<'a> {
    of: &'a Mutex,
    number: MutexGuard<'a, u64>,
}

impl Deref for Guard<'_> {
    type Target = u64;

    fn deref(&self) -> &u64 {
        &self.number
    }
}

impl DerefMut for Guard<'_> {
    fn deref_mut(&mut self) -> &mut u64 {
        &mut self.number
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        *self.of.holder() = None;
    }
}

/// The steps that threads have made.
#[derive(Debug, Default)]
struct Steps {
    made: AtomicUsize,
    threads: sync::Mutex<HashSet<ThreadId>>,
}

impl Steps {
    /// Counts one more, and stands still at first, and now and then: what other
    /// threads could do between two steps of this one, they do.
    fn next(&self) {
        let before = self.made.fetch_add(1, Ordering::Relaxed);
        if self.threads().insert(thread::current().id()) {
            let mut looks = LOOKS;
            while looks > 0 && self.threads().len() < THREADS {
                looks -= 1;
                thread::sleep(PAUSE);
            }
        } else if before.is_multiple_of(EVERY) {
            thread::sleep(STANDS);
        }
    }

    fn made(self) -> usize {
        self.made.into_inner()
    }

    fn threads(&self) -> MutexGuard<'_, HashSet<ThreadId>> {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
