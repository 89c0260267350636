//! How fast this machine moves memory, when nothing else is asked of it.

use std::hint;
use std::time::{Duration, Instant};

use crate::squares;

/// How often each is measured. The best run counts: what disturbs a run only
/// ever makes it slower.
const RUNS: usize = 9;

/// What memory allows for.
#[derive(Debug, Clone, Copy)]
pub struct Bandwidth {
    /// The bytes of all squares.
    pub bytes: u64,
    /// The time in which as many bytes are copied.
    pub copying: Duration,
    /// The time in which the squares are stored where there were some before,
    /// so that the kernel has no pages to give.
    pub storing_again: Duration,
}

impl Bandwidth {
    /// How many bytes are read and written in a second of copying.
    pub fn copying_per_second(&self) -> f64 {
        2.0 * self.bytes as f64 / self.copying.as_secs_f64()
    }
}

/// Measures, on one thread.
pub fn measure(numbers: u64) -> Bandwidth {
    let from = squares::store(1..numbers + 1);
    let mut to = from.clone();
    let copying = best(|| hint::black_box(&mut to[..]).copy_from_slice(&from));
    let storing_again = best(|| {
        let places = hint::black_box(&mut to[..]).iter_mut();
        for (place, number) in places.zip(1..) {
            *place = number * number;
        }
    });
    Bandwidth {
        bytes: size_of_val(&from[..]) as u64,
        copying,
        storing_again,
    }
}

fn best(mut run: impl FnMut()) -> Duration {
    let times = (0..RUNS).map(|_| {
        let started = Instant::now();
        run();
        started.elapsed()
    });
    times.min().unwrap_or_default()
}
