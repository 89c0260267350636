// Unsolved: All 2000 numbers were added to one tally, one after another
//! A parallel reduction.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/two_cores.rs"));
}

#[path = "../support/mod.rs"]
mod support;
mod tally;

use std::process::ExitCode;
use std::sync::LazyLock;

use rayon::ThreadPoolBuilder;

use crate::tally::{Seen, Tally};

/// Count of the numbers that are added.
const NUMBERS: usize = 2_000;

/// Number of rayon's threads here, even on a machine with one core.
const THREADS: usize = 2;

/// Largest share of them that one thread, or one tally, should get.
const MOST: usize = NUMBERS * 3 / 4;

fn main() -> ExitCode {
    exercises::run(
        "two_cores",
        &[
            ("the result is the same as that of one thread", answer),
            ("the numbers don't all share one tally", shared),
            ("two threads take part", threads),
        ],
    )
}

/// Calls `tally_all` with these numbers in a pool of two threads.
fn tally_all(numbers: &[u64]) -> Tally {
    let pool = ThreadPoolBuilder::new().num_threads(THREADS).build();
    let pool = pool.expect("a pool of two threads");
    support::caught(|| pool.install(|| exercise::tally_all(numbers)))
        .unwrap_or_else(|| {
            panic!("`tally_all` panicked; its message is above.")
        })
}

/// Returns numbers that no solution knows in advance.
fn numbers() -> Vec<u64> {
    (0..NUMBERS).map(|_| fastrand::u64(1..1_000_000)).collect()
}

/// Observations of the single run that the last two checks look at.
static SEEN: LazyLock<Seen> = LazyLock::new(|| {
    let numbers = numbers();
    tally::look();
    tally_all(&numbers);
    tally::looked()
});

fn answer() {
    let numbers = numbers();
    let tally = tally_all(&numbers);
    let mut wanted = Tally::new();
    numbers.iter().for_each(|&number| wanted.add(number));
    assert!(
        tally.numbers() >= NUMBERS,
        "Expected a tally of {NUMBERS} numbers; got {}. A part wasn't merged.",
        tally.numbers()
    );
    assert!(
        tally.numbers() == NUMBERS,
        "Expected a tally of {NUMBERS} numbers; got {}. Some were added more \
         than once, or a part didn't begin with an empty tally.",
        tally.numbers()
    );
    assert!(
        tally.is_like(&wanted),
        "The tally has the right count of numbers, but the wrong ones: some \
         were added twice, and some not at all. Expected {wanted:?}; got \
         {tally:?}."
    );
}

fn shared() {
    let seen = &*SEEN;
    assert!(
        seen.added < NUMBERS,
        "All {NUMBERS} numbers were added to one tally, one after another. \
         Even with a lock around it, one thread adds while the others wait. \
         Give each part of the numbers a tally of its own."
    );
    assert!(
        !seen.is_shared,
        "Several threads added to the same tally, so there's a lock around it, \
         and while one thread adds, another waits. Give each part of the \
         numbers a tally of its own."
    );
    assert!(
        seen.merged <= MOST,
        "Each number had a tally of its own, and {} of these {NUMBERS} were \
         merged into one, one after another, so now only one thread at a time \
         merges. Let each part add many numbers to its tally before it is \
         merged.",
        seen.merged
    );
}

fn threads() {
    let seen = &*SEEN;
    let additions: usize = seen.threads.values().sum();
    let busiest = seen.threads.values().max().copied().unwrap_or_default();
    let threads = seen.threads.len();
    assert!(
        threads > 1,
        "1 thread added all the numbers; {THREADS} should have. The parts were \
         computed one after another."
    );
    assert!(
        seen.peak > 1,
        "{threads} threads added numbers, but never two at the same time. One \
         waits until the other has finished its part, for a lock or for a \
         join."
    );
    assert!(
        additions <= NUMBERS,
        "Expected {NUMBERS} additions, one per number; got {additions}."
    );
    assert!(
        busiest <= MOST,
        "One thread added {busiest} of the {NUMBERS} numbers, so another had \
         next to nothing to do. The parts should be of about the same size."
    );
}
