//! Counts the threads that compute at a time.

use std::sync::atomic::{AtomicU64, Ordering};

use calibrate::mix;

/// Number of threads that are computing now.
static NOW: AtomicU64 = AtomicU64::new(0);

/// The peak of that number.
static MOST: AtomicU64 = AtomicU64::new(0);

/// Mixes a number, and is counted meanwhile.
pub fn compute(rounds: u64) -> u64 {
    let now = NOW.fetch_add(1, Ordering::SeqCst) + 1;
    MOST.fetch_max(now, Ordering::SeqCst);
    let mixed = mix(1, rounds);
    NOW.fetch_sub(1, Ordering::SeqCst);
    mixed
}

/// Returns the peak.
pub fn most() -> u64 {
    MOST.load(Ordering::SeqCst)
}
