//! Work for one core, and how much of it fills a given time.

use std::hint;
use std::time::Duration;

#[cfg(unix)]
use cpu_time::ThreadTime as Clock;
// The CPU clock of Windows moves in steps of 15.6 ms, longer than a sample.
#[cfg(not(unix))]
use std::time::Instant as Clock;

/// How long a sample takes at the least: a thousand times what the clock's own
/// steps might be.
const SAMPLE: Duration = Duration::from_millis(5);

/// How many samples are taken. The fastest counts: whatever disturbs a sample
/// makes it slower, and what a bound is made of must not be too long.
const SAMPLES: usize = 25;

/// Mixes a number so many times, and returns the last.
///
/// Each round needs what the one before it has made, so that no core can do
/// them side by side, and no memory is touched: this is bound by one core.
/// The constants are those of `SplitMix64` (Steele, Lea and Flood, 2014).
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

/// Returns how many rounds take one core so long, of its own time: what else
/// the machine does meanwhile is not counted.
pub fn rounds(work: Duration) -> u64 {
    let mut rounds = 1_000;
    // The first samples also wake a core that has rested.
    while sample(rounds) < SAMPLE {
        rounds *= 2;
    }
    let fastest = (0..SAMPLES).map(|_| sample(rounds)).min();
    let fastest = fastest.unwrap_or(SAMPLE);
    let one_round = fastest.as_secs_f64() / rounds as f64;
    (work.as_secs_f64() / one_round).ceil() as u64
}

/// The time of one core for so many rounds.
fn sample(rounds: u64) -> Duration {
    let started = Clock::now();
    // The number is hidden, too: the compiler may compute one sample for all, if
    // it knows that they come to the same.
    hint::black_box(mix(hint::black_box(0), rounds));
    started.elapsed()
}
