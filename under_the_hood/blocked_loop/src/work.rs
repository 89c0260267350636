//! Work for one core: what it is, and how much of it fills a given time.

use std::hint;
use std::time::Duration;

use cpu_time::ThreadTime;

/// How many pieces the work has.
pub const PIECES: u64 = 1000;

/// How long a sample takes at the least: a thousand times what the clock's own
/// steps might be.
const SAMPLE: Duration = Duration::from_millis(20);

/// How many samples are taken, an odd number: the median counts.
const SAMPLES: usize = 5;

/// CPU-bound work that comes in pieces. To go to the next one is to do it, as
/// with a generator in Python; the last one is the answer.
pub trait Work: Iterator<Item = u64> + Send + Sized + 'static {
    /// Does all pieces, one after another, on the calling thread.
    fn answer(self) -> u64 {
        self.last().unwrap_or_default()
    }
}

impl<Pieces: Iterator<Item = u64> + Send + 'static> Work for Pieces {}

/// Returns work of so many rounds, in pieces of the same length.
pub fn mixing(rounds: u64) -> impl Work {
    let of_a_piece = rounds.div_ceil(PIECES);
    (0..PIECES).scan(0, move |mixed, _| {
        *mixed = mix(*mixed, of_a_piece);
        Some(*mixed)
    })
}

/// Mixes a number so many times, and returns the last.
///
/// Each round needs what the one before it has made, so that no core can do
/// them side by side, and no memory is touched: this is bound by one core.
/// The constants are those of `SplitMix64` (Steele, Lea and Flood, 2014).
#[inline(never)]
fn mix(number: u64, rounds: u64) -> u64 {
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
pub fn calibrate(work: Duration) -> u64 {
    let mut rounds = 1_000;
    // The first samples also wake a core that has rested.
    while sample(rounds) < SAMPLE {
        rounds *= 2;
    }
    let mut samples: Vec<_> = (0..SAMPLES).map(|_| sample(rounds)).collect();
    samples.sort();
    let one_round = samples[SAMPLES / 2].as_secs_f64() / rounds as f64;
    (work.as_secs_f64() / one_round).ceil() as u64
}

/// The time of one core for so many rounds.
fn sample(rounds: u64) -> Duration {
    let started = ThreadTime::now();
    hint::black_box(mix(0, rounds));
    started.elapsed()
}
