//! The same computations, one version after another: what a second core brings, and
//! what keeps it from bringing anything.
//!
//! `cargo run --release -p cpu_bound`, or name what to compute: `-- primes`, `-- pi`.
//! In Python: `ThreadPoolExecutor`, asyncio, `multiprocessing.Pool` and
//! `ProcessPoolExecutor`.

mod pi;
mod plan;
mod primes;
mod squares;
mod versions;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Version, Workers, version};

use crate::plan::sizes::Arguments;
use crate::work::{Answer, Work};

const COMPARISON: Comparison<Arguments, Work, Answer> = Comparison {
    name: "cpu_bound",
    about: "The same computations, one version after another",
    versions: &[
        version!(sequential, One, "one piece after another"),
        version!(
            threads,
            Threads,
            "as many pieces at once as there are threads"
        ),
        version!(rayon, Threads, "the same, with rayon's threads"),
        version!(tasks, One, "a task for each piece, on one thread"),
        version!(
            processes,
            Processes,
            "worker processes, a message for each chunk of pieces"
        ),
        version!(
            message_each,
            Processes,
            "worker processes, a message for each piece (primes)"
        )
        .only_in("primes"),
        version!(
            one_buffer,
            One,
            "one piece after another, in the same memory (squares)"
        )
        .only_in("squares"),
        #[cfg(target_os = "linux")]
        version!(
            huge_pages,
            One,
            "one piece after another, in pages of 2 MiB (squares)"
        )
        .only_in("squares"),
        version!(
            sums,
            OneAndThreads,
            "threads that add and do not store (squares)"
        )
        .only_in("squares"),
        Version::in_python(
            "numpy_array",
            "in Python, in an array of numpy (squares)",
            Workers::One,
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
    python: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/python")),
    site: None,
    plan: plan::plan,
    difference: work::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
