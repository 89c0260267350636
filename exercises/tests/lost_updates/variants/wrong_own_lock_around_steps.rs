// Fails: So something of your own, a lock, keeps the other threads out
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
    static LOCK: sync::Mutex<()> = sync::Mutex::new(());
    for _ in 0..rounds {
        // The count is exact, but it took a lock.
        let _guard = LOCK.lock().expect("no panic");
        counter.store(counter.load(Relaxed) + 1, Relaxed);
    }
}

pub fn each_its_own(counter: &AtomicU64, rounds: usize) {
    let own = (0..rounds).map(|_| 1).sum();
    counter.fetch_add(own, Relaxed);
}
