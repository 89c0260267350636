//! The tally to which the numbers are added. It computes, and notes which
//! threads used it and how.

// Each solution uses only part of this module.
#![allow(dead_code)]

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard};
use std::thread::{self, ThreadId};
use std::time::Duration;

/// Number of samples in which a thread waits for another one to add, before it
/// goes on alone, and the pause between two samples.
const LOOKS: usize = 300;
const PAUSE: Duration = Duration::from_millis(10);

/// Number of additions that a thread may be ahead of all others. Without that
/// limit, the first thread to get a core would add nearly all the numbers.
const AHEAD: usize = 500;

/// Observations since the call of `look`, if there was one.
static SEEN: Mutex<Option<Seen>> = Mutex::new(None);

/// Observations of how the tallies were used.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Number of additions that each thread has made.
    pub threads: HashMap<ThreadId, usize>,
    /// The most numbers that were added to one tally.
    pub added: usize,
    /// The most tallies of a single number that were merged into one tally.
    pub merged: usize,
    /// Set if several threads added to the same tally.
    pub is_shared: bool,
    /// Number of additions in progress, and the largest number so far.
    in_progress: usize,
    pub peak: usize,
    /// Number of samples that are left.
    looks: usize,
}

/// A summary of some numbers: the steps that the Collatz sequence of each takes
/// until it reaches 1.
#[derive(Clone, Default)]
pub struct Tally {
    numbers: usize,
    steps: u64,
    longest: u64,
    /// The thread that added the last number.
    thread: Option<ThreadId>,
    /// Count of the numbers that were added, and of the single-number tallies
    /// that were merged.
    added: usize,
    merged: usize,
}

impl Tally {
    /// Returns an empty tally.
    pub fn new() -> Tally {
        Tally::default()
    }

    /// Computes the steps of a number, and adds them.
    pub fn add(&mut self, number: u64) {
        begin();
        let steps = steps(number);
        self.take(1, steps, steps);
        self.added += 1;
        let thread = thread::current().id();
        let before = self.thread.replace(thread);
        note(|seen| {
            seen.in_progress -= 1;
            seen.added = seen.added.max(self.added);
            seen.is_shared |= before.is_some_and(|before| before != thread);
        });
    }

    /// Adds everything that another tally knows.
    pub fn merge(&mut self, other: Tally) {
        self.take(other.numbers, other.steps, other.longest);
        self.merged += usize::from(other.numbers == 1);
        note(|seen| seen.merged = seen.merged.max(self.merged));
    }

    /// Returns true if another tally knows the same.
    pub fn is_like(&self, other: &Tally) -> bool {
        let known = |it: &Tally| (it.numbers, it.steps, it.longest);
        known(self) == known(other)
    }

    /// Returns the count of the numbers that were added.
    pub fn numbers(&self) -> usize {
        self.numbers
    }

    fn take(&mut self, numbers: usize, steps: u64, longest: u64) {
        self.numbers += numbers;
        self.steps += steps;
        self.longest = self.longest.max(longest);
    }
}

impl fmt::Debug for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { steps, longest, .. } = self;
        write!(
            out,
            "{} numbers, {steps} steps, {longest} at most",
            self.numbers
        )
    }
}

/// Starts to observe how tallies are used. Each thread that adds waits a while
/// for a second one.
pub fn look() {
    *seen() = Some(Seen {
        looks: LOOKS,
        ..Seen::default()
    });
}

/// Returns the observations, and stops observing.
pub fn looked() -> Seen {
    seen().take().expect("look was called")
}

/// Notes an addition of this thread, and gives others the time to add as well.
fn begin() {
    let id = thread::current().id();
    note(|seen| {
        seen.in_progress += 1;
        seen.peak = seen.peak.max(seen.in_progress);
        *seen.threads.entry(id).or_default() += 1;
    });
    loop {
        let mut goes_on = true;
        note(|seen| {
            let others = seen.threads.iter().filter(|it| *it.0 != id);
            let most = others.map(|it| *it.1).max().unwrap_or_default();
            let is_ahead = seen.threads[&id] > most + AHEAD;
            goes_on = seen.looks == 0 || (seen.peak > 1 && !is_ahead);
            seen.looks = seen.looks.saturating_sub(usize::from(!goes_on));
        });
        if goes_on {
            return;
        }
        thread::sleep(PAUSE);
    }
}

/// Notes something, if tallies are being observed.
fn note(what: impl FnOnce(&mut Seen)) {
    seen().as_mut().map(what);
}

fn seen() -> MutexGuard<'static, Option<Seen>> {
    SEEN.lock().expect("no panic while it is held")
}

fn steps(number: u64) -> u64 {
    let next = |&number: &u64| match number {
        0 | 1 => None,
        even if even % 2 == 0 => Some(even / 2),
        odd => Some(3 * odd + 1),
    };
    std::iter::successors(Some(number), next).count() as u64 - 1
}
