// Fails: Try again with the number in its Err
use std::sync::atomic::Ordering::Relaxed;

use crate::counted::{AtomicU64, Mutex};

pub const HELD_A_LOCK: [Option<bool>; 3] =
    [Some(true), Some(false), Some(false)];

pub fn behind_a_lock(counter: &Mutex, rounds: usize) {
    for _ in 0..rounds {
        *counter.lock().expect("no panic") += 1;
    }
}

pub fn in_one_step(counter: &AtomicU64, rounds: usize) {
    for _ in 0..rounds {
        let seen = counter.load(Relaxed);
        // If another thread got in between, this is an Err.
        let _ = counter.compare_exchange(seen, seen + 1, Relaxed, Relaxed);
    }
}

pub fn each_its_own(counter: &AtomicU64, rounds: usize) {
    let own = (0..rounds).map(|_| 1).sum();
    counter.fetch_add(own, Relaxed);
}
