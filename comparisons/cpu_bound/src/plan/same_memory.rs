//! How long it takes to store squares where other ones were before.

use std::hint;
use std::time::{Duration, Instant};

use crate::squares;

/// How many times it is measured. The median needs an odd number.
const RUNS: usize = 9;

/// Returns the median time in which one thread stores the squares of 1 to `numbers` in
/// memory that the kernel has handed out before. None: there is too little of it.
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
