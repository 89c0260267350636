// Unsolved: all 2000 numbers were added to one tally, one after another
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

/// Number of numbers that are added.
const NUMBERS: usize = 2_000;

/// Number of threads that rayon has here, on a machine with one core, too.
const THREADS: usize = 2;

/// The most that one thread, or one tally, should get of them.
const MOST: usize = NUMBERS * 3 / 4;

fn main() -> ExitCode {
    exercises::run(
        "two_cores",
        &[
            ("the answer is that of one thread", answer),
            ("no tally is shared by all numbers", shared),
            ("two threads take part", threads),
        ],
    )
}

/// Calls `tally_all` with these numbers where rayon has its two threads.
fn tally_all(numbers: &[u64]) -> Tally {
    let pool = ThreadPoolBuilder::new().num_threads(THREADS).build();
    let pool = pool.expect("a pool of two threads");
    support::caught(|| pool.install(|| exercise::tally_all(numbers)))
        .unwrap_or_else(|| panic!("tally_all panicked, as said above"))
}

/// Numbers that no solution knows in advance.
fn numbers() -> Vec<u64> {
    (0..NUMBERS).map(|_| fastrand::u64(1..1_000_000)).collect()
}

/// What was seen in the one run that the last two checks are about.
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
        "{NUMBERS} numbers were given, and the tally has {} of them: a part \
         wasn't merged",
        tally.numbers()
    );
    assert!(
        tally.numbers() == NUMBERS,
        "{NUMBERS} numbers were given, and the tally has {} of them: some \
         were added more than once, or a part didn't begin with an empty \
         tally",
        tally.numbers()
    );
    assert!(
        tally.is_like(&wanted),
        "the tally has as many numbers as were given, but they are others: \
         some were added twice, and some not at all. Expected {wanted:?}; \
         got {tally:?}"
    );
}

fn shared() {
    let seen = &*SEEN;
    assert!(
        seen.added < NUMBERS,
        "all {NUMBERS} numbers were added to one tally, one after another: \
         even with a lock around it, one thread adds and the others wait. \
         Each part of the numbers needs a tally of its own"
    );
    assert!(
        !seen.is_shared,
        "several threads added to the same tally, so there is a lock around \
         it, and while one thread adds, another waits. Each part of the \
         numbers needs a tally of its own"
    );
    assert!(
        seen.merged <= MOST,
        "each number had a tally of its own, and {} of these {NUMBERS} were \
         merged into one, one after another: merging is now what a single \
         thread does at a time. Let each part add many numbers to its tally \
         before that is merged",
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
        "1 thread added all the numbers, and {THREADS} should have: the parts \
         were computed one after another"
    );
    assert!(
        seen.peak > 1,
        "{threads} threads added numbers, but never two at the same time: one \
         waits until the other one's part is done, for a lock or for a join"
    );
    assert!(
        additions <= NUMBERS,
        "there were {additions} additions for {NUMBERS} numbers: each number \
         should be added once, by one of the threads"
    );
    assert!(
        busiest <= MOST,
        "one thread added {busiest} of the {NUMBERS} numbers, so another one \
         had next to nothing to do: the parts should have about the same size"
    );
}
