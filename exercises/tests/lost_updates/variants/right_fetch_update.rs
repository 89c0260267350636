use std::sync::atomic::Ordering::Relaxed;
use std::thread;

use crate::counted::{AtomicU64, Mutex};

pub const HELD_A_LOCK: [Option<bool>; 3] =
    [Some(true), Some(false), Some(false)];

pub fn behind_a_lock(counter: &Mutex, rounds: usize) {
    for _ in 0..rounds {
        let mut number = loop {
            if let Ok(number) = counter.try_lock() {
                break number;
            }
            thread::yield_now();
        };
        *number += 1;
    }
}

pub fn in_one_step(counter: &AtomicU64, rounds: usize) {
    for _ in 0..rounds {
        let more = |number: u64| number.checked_add(1);
        counter
            .fetch_update(Relaxed, Relaxed, more)
            .expect("room for more");
    }
}

pub fn each_its_own(counter: &AtomicU64, rounds: usize) {
    let own = rounds as u64;
    let mut seen = counter.load(Relaxed);
    while let Err(now) =
        counter.compare_exchange_weak(seen, seen + own, Relaxed, Relaxed)
    {
        seen = now;
    }
}
