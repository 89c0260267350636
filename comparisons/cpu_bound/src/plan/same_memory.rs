//! How long it takes to store squares where other ones were before.

use std::hint;
use std::time::{Duration, Instant};

use crate::squares;

/// How many times it is measured. The best run counts: what disturbs a run only
/// ever makes it slower.
const RUNS: usize = 9;

/// Returns the time in which one thread stores the squares of 1 to `numbers` in
/// memory that the kernel has handed out before.
pub fn storing_again(numbers: u64) -> Duration {
    let mut squares = squares::store(1..numbers + 1);
    let times = (0..RUNS).map(|_| {
        let started = Instant::now();
        squares::store_in(&mut squares, 1..numbers + 1);
        hint::black_box(&mut squares);
        started.elapsed()
    });
    times.min().unwrap_or_default()
}
