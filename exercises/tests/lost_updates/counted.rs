//! `AtomicU64` and `Mutex` as in std, for a number. They count the steps that
//! are made with them, and give the other threads time to get in between.

// Each solution uses only part of this module.
#![allow(dead_code)]

use std::collections::HashSet;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{self, AtomicUsize, Ordering};
use std::sync::{self, LockResult, MutexGuard, PoisonError};
use std::sync::{TryLockError, TryLockResult};
use std::thread::{self, ThreadId};
use std::time::Duration;

/// Number of threads that use a number.
pub const THREADS: usize = 4;

/// Number of samples in which threads wait, before their first step, for all
/// others to reach theirs, and the pause between two samples.
const LOOKS: usize = 300;
const PAUSE: Duration = Duration::from_millis(10);

/// Pause of a thread between two steps now and then, and the number of steps
/// between two pauses.
const STANDS: Duration = Duration::from_micros(50);
const EVERY: usize = 16;

/// A record of what was done with a number.
#[derive(Debug, Default)]
pub struct Seen {
    /// The number at the beginning, and at the end.
    pub start: u64,
    pub end: u64,
    /// Steps that were made, or locks that were taken or tried.
    pub steps: usize,
    /// Single steps that have added one.
    pub added: usize,
    /// Numbers that were written whatever was there before, as `store` does,
    /// and numbers of any kind that were not larger than the previous one.
    pub stored: usize,
    pub overwritten: usize,
    /// Calls of `compare_exchange` that have failed.
    pub failed: usize,
    /// Number of threads that made a step.
    pub threads: usize,
    /// Set if all threads reached their first step together.
    pub have_met: bool,
}

/// A number that is read and written in single steps.
#[derive(Debug, Default)]
pub struct AtomicU64 {
    number: atomic::AtomicU64,
    steps: Steps,
}

impl AtomicU64 {
    /// Returns a number that begins with `start`.
    pub fn new(start: u64) -> AtomicU64 {
        AtomicU64 {
            number: start.into(),
            steps: Steps::new(start),
        }
    }

    /// Returns the current number, which may change at once.
    pub fn load(&self, ordering: Ordering) -> u64 {
        let number = self.number.load(ordering);
        self.steps.next();
        number
    }

    /// Replaces the number, whatever it is.
    pub fn store(&self, number: u64, ordering: Ordering) {
        self.steps.next();
        let before = self.number.load(Ordering::Relaxed);
        self.number.store(number, ordering);
        self.steps.stored(before, number);
    }

    /// Replaces the number, and returns the previous one.
    pub fn swap(&self, number: u64, ordering: Ordering) -> u64 {
        self.steps.next();
        let before = self.number.swap(number, ordering);
        self.steps.stored(before, number);
        before
    }

    /// Adds, and returns the previous number.
    pub fn fetch_add(&self, number: u64, ordering: Ordering) -> u64 {
        self.steps.next();
        let before = self.number.fetch_add(number, ordering);
        self.steps.written(before, before.wrapping_add(number));
        before
    }

    /// Replaces `current` with `new`. Fails if the number is not `current`.
    pub fn compare_exchange(
        &self,
        current: u64,
        new: u64,
        success: Ordering,
        failure: Ordering,
    ) -> Result<u64, u64> {
        self.steps.next();
        let number = &self.number;
        let result = number.compare_exchange(current, new, success, failure);
        self.steps.exchanged(result, new)
    }

    /// Does the same, but may fail even if the number is `current`.
    pub fn compare_exchange_weak(
        &self,
        current: u64,
        new: u64,
        success: Ordering,
        failure: Ordering,
    ) -> Result<u64, u64> {
        self.steps.next();
        let number = &self.number;
        let result =
            number.compare_exchange_weak(current, new, success, failure);
        self.steps.exchanged(result, new)
    }

    /// Replaces the number with `new` of it, as soon as no other thread gets in
    /// between. Fails if that is None.
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

    /// Returns what was done with the number.
    pub fn into_seen(self) -> Seen {
        self.steps.into_seen(self.number.into_inner())
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
    /// Returns a number that begins with `start`.
    pub fn new(start: u64) -> Mutex {
        Mutex {
            number: start.into(),
            holder: sync::Mutex::default(),
            locks: Steps::new(start),
        }
    }

    /// Waits until no other thread has the number. Dropping the guard releases
    /// it.
    pub fn lock(&self) -> LockResult<Guard<'_>> {
        let me = Some(thread::current().id());
        assert!(
            *self.holder() != me,
            "this thread already holds the lock, and would wait for itself: \
             the first guard hasn't been dropped yet"
        );
        self.locks.next();
        match self.number.lock() {
            Ok(number) => Ok(self.guard(number)),
            Err(poisoned) => {
                Err(PoisonError::new(self.guard(poisoned.into_inner())))
            }
        }
    }

    /// Fails at once if a thread has the number.
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
        let before = *number;
        Guard {
            of: self,
            number,
            before,
            is_written: false,
        }
    }

    /// Returns what was done with the number. A failed `try_lock` counts, too.
    pub fn into_seen(self) -> Seen {
        let end = self.number.into_inner();
        self.locks
            .into_seen(end.unwrap_or_else(PoisonError::into_inner))
    }

    fn holder(&self) -> MutexGuard<'_, Option<ThreadId>> {
        self.holder.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The number of a `Mutex`, while one thread has it.
#[derive(Debug)]
pub struct Guard<'a> {
    of: &'a Mutex,
    number: MutexGuard<'a, u64>,
    /// The number when the lock was acquired, and whether it may have changed
    /// since.
    before: u64,
    is_written: bool,
}

impl Deref for Guard<'_> {
    type Target = u64;

    fn deref(&self) -> &u64 {
        &self.number
    }
}

impl DerefMut for Guard<'_> {
    fn deref_mut(&mut self) -> &mut u64 {
        self.is_written = true;
        &mut self.number
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if self.is_written {
            self.of.locks.written(self.before, *self.number);
        }
        *self.of.holder() = None;
    }
}

/// The steps that threads have made.
#[derive(Debug)]
struct Steps {
    seen: sync::Mutex<Seen>,
    threads: sync::Mutex<HashSet<ThreadId>>,
    looks: AtomicUsize,
}

impl Default for Steps {
    fn default() -> Steps {
        Steps::new(0)
    }
}

impl Steps {
    fn new(start: u64) -> Steps {
        let seen = Seen {
            start,
            ..Seen::default()
        };
        Steps {
            seen: seen.into(),
            threads: sync::Mutex::default(),
            looks: LOOKS.into(),
        }
    }

    /// Counts a step. Pauses before the first one and now and then, to let
    /// other threads do whatever they can do between two steps of this one.
    fn next(&self) {
        let before = self.seen().steps;
        self.seen().steps += 1;
        if self.threads().insert(thread::current().id()) {
            while self.threads().len() < THREADS && self.may_look() {
                thread::sleep(PAUSE);
            }
        } else if before.is_multiple_of(EVERY) {
            thread::sleep(STANDS);
        }
    }

    fn may_look(&self) -> bool {
        let less = |looks: usize| looks.checked_sub(1);
        let relaxed = Ordering::Relaxed;
        self.looks.fetch_update(relaxed, relaxed, less).is_ok()
    }

    /// Notes that `number` replaced the previous one, whatever it was.
    fn stored(&self, before: u64, number: u64) {
        let mut seen = self.seen();
        seen.stored += 1;
        seen.overwritten += usize::from(number <= before);
    }

    /// Notes that a single step turned one number into another.
    fn written(&self, before: u64, after: u64) {
        let mut seen = self.seen();
        seen.added += usize::from(after == before.wrapping_add(1));
        seen.overwritten += usize::from(after <= before);
    }

    /// Notes the result of a `compare_exchange`.
    fn exchanged(
        &self,
        result: Result<u64, u64>,
        new: u64,
    ) -> Result<u64, u64> {
        match result {
            Ok(before) => self.written(before, new),
            Err(_) => self.seen().failed += 1,
        }
        result
    }

    fn into_seen(self, end: u64) -> Seen {
        let threads = self.threads().len();
        let have_met = self.looks.into_inner() > 0;
        let seen = self.seen.into_inner();
        Seen {
            end,
            threads,
            have_met,
            ..seen.unwrap_or_else(PoisonError::into_inner)
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn threads(&self) -> MutexGuard<'_, HashSet<ThreadId>> {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
