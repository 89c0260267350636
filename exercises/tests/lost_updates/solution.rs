// Hint: If nothing may get in between, do it all under one lock, or in one
//     step. A guard in a variable holds its lock until the end of the block:
//     `let mut number = counter.lock()…;` and then `*number += 1`.
// Hint: `fetch_add(1, Relaxed)` reads, adds and writes in one step.
// Hint: `each_its_own` counts in a local variable, and calls `fetch_add` once,
//     after the loop. An atomic has no lock: the processor adds in a single
//     instruction.

//! Exercise: a counter that loses updates, repaired in three ways.

use std::sync::atomic::Ordering::Relaxed;

use crate::counted::{AtomicU64, Mutex};

/// For `behind_a_lock`, `in_one_step` and `each_its_own`: Some(true) if a
/// thread held a lock in it, otherwise Some(false).
pub const HELD_A_LOCK: [Option<bool>; 3] =
    [Some(true), Some(false), Some(false)];

/// Lets one thread at a time read the counter, add, and write it.
pub fn behind_a_lock(counter: &Mutex, rounds: usize) {
    for _ in 0..rounds {
        let mut number = counter.lock().expect("no panic");
        *number += 1;
    }
}

/// Reads, adds and writes in a single step per round, so nothing can get in
/// between.
pub fn in_one_step(counter: &AtomicU64, rounds: usize) {
    for _ in 0..rounds {
        counter.fetch_add(1, Relaxed);
    }
}

/// Counts in the thread itself, and adds the result to the counter once.
pub fn each_its_own(counter: &AtomicU64, rounds: usize) {
    let mut own = 0;
    for _ in 0..rounds {
        own += 1;
    }
    counter.fetch_add(own, Relaxed);
}
