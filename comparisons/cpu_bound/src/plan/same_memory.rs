//! Storing squares in memory that held other squares before.

use std::hint;
use std::time::{Duration, Instant};

use crate::squares;

/// Number of measurements, odd for the median.
const RUNS: usize = 9;

/// Returns the median time in which one thread stores the squares of 1 to
/// `numbers` in memory that it has used before. None if there is too little
/// memory.
pub fn storing_again(numbers: u64) -> Option<Duration> {
    let mut squares = Vec::new();
    squares.try_reserve_exact(numbers as usize).ok()?;
    squares::store_in(&mut squares, 1..numbers + 1);
    let mut times = [(); RUNS].map(|()| {
        let started = Instant::now();
        squares::store_in(&mut squares, 1..numbers + 1);
        hint::black_box(&mut squares);
        started.elapsed()
    });
    times.sort_unstable();
    Some(times[RUNS / 2])
}
