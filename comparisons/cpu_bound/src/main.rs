//! The same computations, one way after another: what a second core brings, and
//! what keeps it from bringing anything.
//!
//! `cargo run --release -p cpu_bound`, or name what to compute: `-- primes`, `-- pi`.
//! In Python: `ThreadPoolExecutor`, asyncio, `multiprocessing.Pool` and
//! `ProcessPoolExecutor`.

mod pi;
mod plan;
mod primes;
mod squares;
mod ways;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Way, Workers};

use crate::plan::sizes::Arguments;
use crate::work::{Answer, Work};

const COMPARISON: Comparison<Arguments, Work, Answer> = Comparison {
    name: "cpu_bound",
    about: "The same computations, one way after another",
    ways: &[
        Way::new(
            "sequential",
            "one piece after another",
            Workers::One,
            ways::sequential::run,
        ),
        Way::new(
            "threads",
            "as many pieces at once as there are threads",
            Workers::Threads,
            ways::threads::run,
        ),
        Way::new(
            "rayon",
            "the same, with rayon's threads",
            Workers::Threads,
            ways::rayon::run,
        ),
        Way::new(
            "tasks",
            "a task for each piece, on one thread",
            Workers::One,
            ways::tasks::run,
        ),
        Way::new(
            "processes",
            "worker processes, a message for each chunk of pieces",
            Workers::Processes,
            ways::processes::run,
        ),
        Way::new(
            "message_each",
            "worker processes, a message for each piece (primes)",
            Workers::Processes,
            ways::message_each::run,
        )
        .only_in("primes"),
        Way::new(
            "one_buffer",
            "one piece after another, in the same memory (squares)",
            Workers::One,
            ways::one_buffer::run,
        )
        .only_in("squares"),
        #[cfg(target_os = "linux")]
        Way::new(
            "huge_pages",
            "one piece after another, in pages of 2 MiB (squares)",
            Workers::One,
            ways::huge_pages::run,
        )
        .only_in("squares"),
        Way::new(
            "sums",
            "threads that add and do not store (squares)",
            Workers::OneAndThreads,
            ways::sums::run,
        )
        .only_in("squares"),
    ],
    columns: &[
        plan::columns::SQUARES,
        plan::columns::PRIMES,
        plan::columns::PI,
    ],
    runs: 5,
    optimised: true,
    site: None,
    plan: plan::plan,
    difference: work::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
