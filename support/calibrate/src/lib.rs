//! CPU-bound work for one core, and the amount that fills a given time.

use std::hint;
use std::time::Duration;

#[cfg(unix)]
use cpu_time::ThreadTime as Clock;
// The CPU clock of Windows moves in steps of 15.6 ms, longer than a sample.
#[cfg(not(unix))]
use std::time::Instant as Clock;

/// Minimum time of a sample: a thousand times the step of a coarse clock.
const SAMPLE: Duration = Duration::from_millis(5);

/// Number of samples. The fastest one counts, because a disturbance only makes
/// a sample slower, and a lower bound must not be too high.
const SAMPLES: usize = 25;

/// Mixes a number `rounds` times, and returns the result.
///
/// Each round needs the result of the one before it, so a core cannot overlap
/// them, and no memory is touched: only the speed of one core matters. The
/// constants are those of `SplitMix64` (Steele, Lea and Flood, 2014).
#[inline(never)]
pub fn mix(number: u64, rounds: u64) -> u64 {
    let mut mixed = number;
    for _ in 0..rounds {
        mixed = mixed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
    }
    mixed
}

/// Returns the number of rounds that take one core `work` of CPU time. Other
/// programs do not count.
pub fn rounds(work: Duration) -> u64 {
    let mut rounds = 1_000;
    // The first samples also wake up an idle core.
    while sample(rounds) < SAMPLE {
        rounds *= 2;
    }
    let fastest = (0..SAMPLES).map(|_| sample(rounds)).min();
    let fastest = fastest.unwrap_or(SAMPLE);
    let one_round = fastest.as_secs_f64() / rounds as f64;
    (work.as_secs_f64() / one_round).ceil() as u64
}

/// Returns the CPU time of `rounds` rounds.
fn sample(rounds: u64) -> Duration {
    let started = Clock::now();
    // `black_box` hides the number, too: a compiler that knows it could compute
    // one sample and reuse the result.
    hint::black_box(mix(hint::black_box(0), rounds));
    started.elapsed()
}
