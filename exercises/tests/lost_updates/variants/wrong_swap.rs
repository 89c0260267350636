// Fails: `in_one_step` counted
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
        // The number that is swapped in was read a step before.
        counter.swap(counter.load(Relaxed) + 1, Relaxed);
    }
}

pub fn each_its_own(counter: &AtomicU64, rounds: usize) {
    let own = (0..rounds).map(|_| 1).sum();
    counter.fetch_add(own, Relaxed);
}
