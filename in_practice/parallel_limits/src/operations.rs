//! Reads and writes of a map of counters, the same ones for each version.

use std::time::Instant;
use std::{hint, thread};

use calibrate::mix;
use hdrhistogram::Histogram;

use crate::work::{Answer, Summary, Work};

/// Number of keys.
pub const KEYS: u64 = 1_000;

/// One operation in this many is a write.
const WRITES: u64 = 10;

/// Longest operation that a histogram keeps, in nanoseconds: 10 s.
const LONGEST: u64 = 10_000_000_000;

/// What a thread does with one key.
#[derive(Debug, Clone, Copy)]
pub enum Operation {
    /// Looks up its counter.
    Read(u64),
    /// Adds 1 to its counter.
    Add(u64),
}

impl Operation {
    /// Returns an operation by its number, mixed up but always the same.
    fn new(number: u64) -> Operation {
        let mixed = mix(number, 1);
        match mixed % WRITES {
            0 => Operation::Add((mixed >> 32) % KEYS),
            _ => Operation::Read((mixed >> 32) % KEYS),
        }
    }
}

/// Has each thread do its share of `work.size` operations with a function of
/// its own. Returns the 99th percentile of their times in seconds.
pub fn timed<Do: FnMut(Operation) -> u64 + Send>(
    work: &Work,
    mut of_thread: impl FnMut() -> Do,
) -> f64 {
    let border = |thread| work.size * thread / work.threads as u64;
    let mut all = histogram();
    thread::scope(|scope| {
        let worker = |thread| {
            let mut operate = of_thread();
            scope.spawn(move || {
                let mut times = histogram();
                for number in border(thread)..border(thread + 1) {
                    let operation = Operation::new(number);
                    let started = Instant::now();
                    hint::black_box(operate(operation));
                    let nanos = started.elapsed().as_nanos() as u64;
                    times.saturating_record(nanos);
                }
                times
            })
        };
        let threads: Vec<_> = (0..work.threads as u64).map(worker).collect();
        for thread in threads {
            let times = thread.join().expect("no operation panics");
            all.add(times).expect("the same range of times");
        }
    });
    all.value_at_quantile(0.99) as f64 / 1e9
}

fn histogram() -> Histogram<u64> {
    Histogram::new_with_max(LONGEST, 3).expect("a valid range")
}

/// Returns the answer: the sum of all counters, so the number of writes.
pub fn answer(p99: f64, counters: impl IntoIterator<Item = u64>) -> Answer {
    Answer::Summary(Summary {
        number: counters.into_iter().sum(),
        p99: Some(p99),
        ..Summary::default()
    })
}
