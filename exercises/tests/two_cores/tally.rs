//! What the numbers are added to. It computes, and notes who used it and how.

// Solutions need only some of it.
#![allow(dead_code)]

use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ThreadId};
use std::time::Duration;

/// How many times a thread looks whether another one computes, too, before it
/// goes on alone, and how long it waits in between.
const LOOKS: usize = 100;
const PAUSE: Duration = Duration::from_millis(10);

/// The threads that have added a number.
static THREADS: Mutex<Option<HashSet<ThreadId>>> = Mutex::new(None);

/// How many looks are left.
static LEFT: AtomicUsize = AtomicUsize::new(0);

/// How many single numbers the busiest tally was given.
static BUSIEST: AtomicUsize = AtomicUsize::new(0);

/// What is known of some numbers: how many steps the Collatz sequence of each
/// has until it comes to 1.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    numbers: usize,
    steps: u64,
    longest: u64,
    /// How many single numbers came here, one after another.
    singly: usize,
}

impl Tally {
    /// A tally of no number.
    pub fn new() -> Tally {
        Tally::default()
    }

    /// Computes the steps of a number, and adds them.
    pub fn add(&mut self, number: u64) {
        meet();
        let steps = steps(number);
        self.take(1, steps, steps);
    }

    /// Adds all that another tally knows.
    pub fn merge(&mut self, other: Tally) {
        self.take(other.numbers, other.steps, other.longest);
    }

    /// Whether another one knows the same.
    pub fn is_like(&self, other: &Tally) -> bool {
        let known = |it: &Tally| (it.numbers, it.steps, it.longest);
        known(self) == known(other)
    }

    /// How many numbers were added.
    pub fn numbers(&self) -> usize {
        self.numbers
    }

    fn take(&mut self, numbers: usize, steps: u64, longest: u64) {
        self.numbers += numbers;
        self.steps += steps;
        self.longest = self.longest.max(longest);
        self.singly += usize::from(numbers == 1);
        BUSIEST.fetch_max(self.singly, Ordering::Relaxed);
    }
}

/// Forgets what was noted. A thread that comes first waits for a second one.
pub fn forget() {
    *threads() = Some(HashSet::new());
    LEFT.store(LOOKS, Ordering::Relaxed);
    BUSIEST.store(0, Ordering::Relaxed);
}

/// How many threads have added a number.
pub fn threads_seen() -> usize {
    threads().as_ref().map_or(0, HashSet::len)
}

/// How many single numbers the busiest tally was given.
pub fn busiest() -> usize {
    BUSIEST.load(Ordering::Relaxed)
}

/// Notes this thread, and gives a second one the time to come.
fn meet() {
    let Some(mut seen) = noted() else { return };
    while seen < 2 && LEFT.load(Ordering::Relaxed) > 0 {
        LEFT.fetch_sub(1, Ordering::Relaxed);
        thread::sleep(PAUSE);
        seen = threads_seen();
    }
}

/// Notes this thread. Returns how many were seen, where it matters.
fn noted() -> Option<usize> {
    let mut threads = threads();
    let seen = threads.as_mut()?;
    seen.insert(thread::current().id());
    Some(seen.len())
}

fn threads() -> std::sync::MutexGuard<'static, Option<HashSet<ThreadId>>> {
    THREADS.lock().expect("no panic while it is held")
}

fn steps(number: u64) -> u64 {
    let next = |&number: &u64| match number {
        0 | 1 => None,
        even if even % 2 == 0 => Some(even / 2),
        odd => Some(3 * odd + 1),
    };
    std::iter::successors(Some(number), next).count() as u64 - 1
}
