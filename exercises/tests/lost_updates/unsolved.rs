//! Exercise: a counter that loses updates, repaired in three ways.
//!
//! Each function is called by 4 threads at once, and counts to `rounds` in
//! each: with 1,000 rounds, the counter should be 4,000 higher afterwards. Far
//! fewer additions arrive. Repair each function in the way that its comment
//! says. `Mutex` and `AtomicU64` work like those of std, and count how they are
//! used. Then fill in which of the three held a lock.
//!
//! The page: book/src/shared_state.md. Stuck? `cargo ex hint`

use std::sync::atomic::Ordering::Relaxed;

use crate::counted::{AtomicU64, Mutex};

/// For `behind_a_lock`, `in_one_step` and `each_its_own`: Some(true) if a
/// thread held a lock in it, otherwise Some(false).
// TODO: fill this in once all three are exact.
pub const HELD_A_LOCK: [Option<bool>; 3] = [None, None, None];

/// Lets one thread at a time read the counter, add, and write it.
pub fn behind_a_lock(counter: &Mutex, rounds: usize) {
    for _ in 0..rounds {
        // TODO: the lock is released between reading and writing.
        let number = *counter.lock().expect("no panic");
        *counter.lock().expect("no panic") = number + 1;
    }
}

/// Reads, adds and writes in a single step per round, so nothing can get in
/// between.
pub fn in_one_step(counter: &AtomicU64, rounds: usize) {
    for _ in 0..rounds {
        // TODO: these are two steps.
        let number = counter.load(Relaxed);
        counter.store(number + 1, Relaxed);
    }
}

/// Counts in the thread itself, and adds the result to the counter once.
pub fn each_its_own(counter: &AtomicU64, rounds: usize) {
    // TODO: all threads use the shared counter in each round.
    for _ in 0..rounds {
        let number = counter.load(Relaxed);
        counter.store(number + 1, Relaxed);
    }
}
