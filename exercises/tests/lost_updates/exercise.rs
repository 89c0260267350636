//! Exercise: a counter that loses updates, repaired in three ways.
//!
//! Each function is called by 4 threads at once, and counts to `rounds` in
//! each: with 1,000 rounds, the counter should be 4,000 higher afterwards. Far
//! fewer arrive. Repair each in its way, as its comment says. `Mutex` and
//! `AtomicU64` are used as those of std, and count how they are used. Then say
//! which of the three held a lock.
//!
//! The page: book/src/shared_state.md. Stuck? `cargo ex hint`

use std::sync::atomic::Ordering::Relaxed;

use crate::counted::{AtomicU64, Mutex};

/// Whether a thread held a lock in `behind_a_lock`, in `in_one_step`, and in
/// `each_its_own`: Some(true) or Some(false).
// TODO: say so, once all three are exact.
pub const HELD_A_LOCK: [Option<bool>; 3] = [None, None, None];

/// One thread at a time reads the counter, adds, and writes it.
pub fn behind_a_lock(counter: &Mutex, rounds: usize) {
    for _ in 0..rounds {
        // TODO: the lock is let go of between reading and writing.
        let number = *counter.lock().expect("no panic");
        *counter.lock().expect("no panic") = number + 1;
    }
}

/// Each round is one step: reading, adding and writing, and nothing can get in
/// between.
pub fn in_one_step(counter: &AtomicU64, rounds: usize) {
    for _ in 0..rounds {
        // TODO: these are two steps.
        let number = counter.load(Relaxed);
        counter.store(number + 1, Relaxed);
    }
}

/// Each thread counts for itself, and adds its number to the counter once.
pub fn each_its_own(counter: &AtomicU64, rounds: usize) {
    // TODO: all threads share the counter in each round.
    for _ in 0..rounds {
        let number = counter.load(Relaxed);
        counter.store(number + 1, Relaxed);
    }
}
