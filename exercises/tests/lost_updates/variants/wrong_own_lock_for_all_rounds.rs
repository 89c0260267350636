// Fails: threads never reached the counter at the same time
use std::sync;
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
        counter.fetch_add(1, Relaxed);
    }
}

pub fn each_its_own(counter: &AtomicU64, rounds: usize) {
    static LOCK: sync::Mutex<()> = sync::Mutex::new(());
    // Each thread could count for itself, but waits for all others.
    let _guard = LOCK.lock().expect("no panic");
    counter.fetch_add(rounds as u64, Relaxed);
}
