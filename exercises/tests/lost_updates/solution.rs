// Hint: What must not be interrupted has to happen under one lock, or in one
//     step. A guard that is kept in a variable holds its lock until the end of
//     the block: `let mut number = counter.lock()…;` and then `*number += 1`.
// Hint: `fetch_add(1, Relaxed)` reads, adds and writes in one step.
// Hint: `each_its_own` counts in a local variable, and calls `fetch_add` once,
//     after the loop. No lock is behind an atomic: the processor does it.

//! Exercise: a counter that loses updates, repaired in three ways.

use std::sync::atomic::Ordering::Relaxed;

use crate::counted::{AtomicU64, Mutex};

/// Whether a thread held a lock in `behind_a_lock`, in `in_one_step`, and in
/// `each_its_own`: Some(true) or Some(false).
pub const HELD_A_LOCK: [Option<bool>; 3] =
    [Some(true), Some(false), Some(false)];

/// One thread at a time reads the counter, adds, and writes it.
pub fn behind_a_lock(counter: &Mutex, rounds: usize) {
    for _ in 0..rounds {
        let mut number = counter.lock().expect("no panic");
        *number += 1;
    }
}

/// Each round is one step: reading, adding and writing, and nothing can get in
/// between.
pub fn in_one_step(counter: &AtomicU64, rounds: usize) {
    for _ in 0..rounds {
        counter.fetch_add(1, Relaxed);
    }
}

/// Each thread counts for itself, and adds its number to the counter once.
pub fn each_its_own(counter: &AtomicU64, rounds: usize) {
    let mut own = 0;
    for _ in 0..rounds {
        own += 1;
    }
    counter.fetch_add(own, Relaxed);
}
