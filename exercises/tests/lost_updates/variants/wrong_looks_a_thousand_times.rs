// Fails: 0 steps added exactly one. Each round should be a step of its own
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
    // There are as many steps as rounds, but one of them does everything.
    for _ in 1..rounds {
        counter.load(Relaxed);
    }
    counter.fetch_add(rounds as u64, Relaxed);
}

pub fn each_its_own(counter: &AtomicU64, rounds: usize) {
    let own = (0..rounds).map(|_| 1).sum();
    counter.fetch_add(own, Relaxed);
}
