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

use rayon::ThreadPoolBuilder;

use crate::tally::Tally;

/// How many numbers there are.
const NUMBERS: u64 = 2_000;

/// How many threads rayon has here, on a machine with one core, too.
const THREADS: usize = 2;

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

/// Calls `tally_all` where rayon has its two threads.
fn tally_all() -> Tally {
    let numbers: Vec<u64> = (1..=NUMBERS).collect();
    let pool = ThreadPoolBuilder::new().num_threads(THREADS).build();
    let pool = pool.expect("a pool of two threads");
    tally::forget();
    support::caught(|| pool.install(|| exercise::tally_all(&numbers)))
        .unwrap_or_else(|| panic!("tally_all panicked, as said above"))
}

fn answer() {
    let tally = tally_all();
    let mut wanted = Tally::new();
    (1..=NUMBERS).for_each(|number| wanted.add(number));
    assert!(
        tally.numbers() >= wanted.numbers(),
        "{NUMBERS} numbers were given, and the tally has {} of them: a part \
         was not merged",
        tally.numbers()
    );
    assert!(
        tally.numbers() == wanted.numbers(),
        "{NUMBERS} numbers were given, and the tally has {} of them: some \
         were added more than once, or a part did not begin with an empty \
         tally",
        tally.numbers()
    );
    assert!(
        tally.is_like(&wanted),
        "one thread gets {wanted:?}, and tally_all returned {tally:?}"
    );
}

fn shared() {
    tally_all();
    let busiest = tally::busiest();
    assert!(
        busiest < NUMBERS as usize,
        "all {NUMBERS} numbers were added to one tally, one after another: \
         even with a lock around it, one thread adds and the others wait. \
         Each part of the numbers needs a tally of its own"
    );
}

fn threads() {
    tally_all();
    let threads = tally::threads_seen();
    assert!(
        threads > 1,
        "1 thread added all the numbers, and {THREADS} should have: the parts \
         were computed one after another"
    );
}
