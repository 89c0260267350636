//! How fast this machine moves memory, when nothing else is asked of it.

use std::hint;
use std::time::{Duration, Instant};

use crate::squares;

/// How often each is measured. The best run counts: what disturbs a run only
/// ever makes it slower.
const RUNS: usize = 9;

/// How many squares are copied: more than any cache holds.
const COPIED: u64 = 10_000_000;

/// What memory allows for.
#[derive(Debug, Clone, Copy)]
pub struct Bandwidth {
    /// How many bytes are read and written in a second of copying.
    pub copying: f64,
    /// The bytes of all squares.
    pub bytes: u64,
    /// The time in which the squares are stored where there were some before,
    /// so that the kernel has no pages to give.
    pub storing_again: Duration,
}

/// Measures, on one thread.
pub fn measure(numbers: u64) -> Bandwidth {
    let mut to = squares::store(1..numbers + 1);
    let storing_again = best(|| {
        let places = hint::black_box(&mut to[..]).iter_mut();
        for (place, number) in places.zip(1..) {
            *place = number * number;
        }
    });
    Bandwidth {
        copying: copying_per_second(),
        bytes: size_of_val(&to[..]) as u64,
        storing_again,
    }
}

fn copying_per_second() -> f64 {
    let from = squares::store(1..COPIED);
    let mut to = from.clone();
    let time = best(|| hint::black_box(&mut to[..]).copy_from_slice(&from));
    2.0 * size_of_val(&from[..]) as f64 / time.as_secs_f64()
}

fn best(mut run: impl FnMut()) -> Duration {
    let times = (0..RUNS).map(|_| {
        let started = Instant::now();
        run();
        started.elapsed()
    });
    times.min().unwrap_or_default()
}
