//! Three computations, each done by several versions: what a second core gains,
//! and what keeps it from gaining anything.
//!
//! `cargo run --release -p cpu_bound`, or one computation: `-- primes`, `-- pi`.
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
    about: "Three computations, one version after another",
    versions: &[
        version!(sequential, One, "one job after another"),
        version!(
            threads,
            Threads,
            "as many jobs at a time as there are threads"
        ),
        version!(rayon, Threads, "the same, with rayon's threads"),
        version!(tasks, One, "one task per job, on one thread"),
        version!(
            processes,
            Processes,
            "worker processes, one message per chunk of jobs"
        ),
        version!(
            message_each,
            Processes,
            "worker processes, one message per job (primes)"
        )
        .only_in("primes"),
        version!(
            one_buffer,
            One,
            "one job after another, in the same memory (squares)"
        )
        .only_in("squares"),
        #[cfg(target_os = "linux")]
        version!(
            huge_pages,
            One,
            "one job after another, in pages of 2 MiB (squares)"
        )
        .only_in("squares"),
        version!(
            sums,
            OneAndThreads,
            "threads that add instead of storing (squares)"
        )
        .only_in("squares"),
        Version::in_python(
            "numpy_array",
            "a NumPy array, only in Python (squares)",
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
    server: None,
    plan: plan::plan,
    difference: work::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
