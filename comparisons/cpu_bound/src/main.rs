//! The same computations, one way after another: what a second core brings, and
//! what keeps it from bringing anything.
//!
//! `cargo run -p cpu_bound`, or name what to compute: `-- primes`, `-- pi`.
//! In Python: `ThreadPoolExecutor`, asyncio, `multiprocessing.Pool` and
//! `ProcessPoolExecutor`.

mod bandwidth;
mod columns;
mod expected;
mod notes;
mod presets;
mod work;

mod pi;
mod primes;
mod squares;

mod message_each;
mod processes;
mod rayon;
mod sequential;
mod sums;
mod tasks;
mod threads;

use std::process::ExitCode;

use measure::{Comparison, Way, explained};

use crate::presets::Arguments;
use crate::work::{Answer, Work};

const COMPARISON: Comparison<Arguments, Work, Answer> = Comparison {
    name: "cpu_bound",
    about: "The same computations, one way after another",
    ways: &[
        Way {
            name: "sequential",
            about: "one piece after another",
            run: sequential::run,
        },
        Way {
            name: "threads",
            about: "as many pieces at once as there are threads",
            run: threads::run,
        },
        Way {
            name: "rayon",
            about: "the same, with rayon's threads",
            run: rayon::run,
        },
        Way {
            name: "tasks",
            about: "a task for each piece, on one thread",
            run: tasks::run,
        },
        Way {
            name: "processes",
            about: "worker processes, a message for each chunk of pieces",
            run: processes::run,
        },
        Way {
            name: "message_each",
            about: "worker processes, a message for each piece (primes)",
            run: message_each::run,
        },
        Way {
            name: "sums",
            about: "threads that add and do not store (squares)",
            run: sums::run,
        },
    ],
    figures: &[
        ("wall", "milliseconds on the wall"),
        explained::SPEEDUP,
        ("user", "milliseconds of the CPU, in the program"),
        ("system", "milliseconds of the CPU, in the kernel"),
        explained::MEMORY,
        explained::THREADS,
        explained::PAGE_FAULTS,
        ("messages", "messages sent to worker processes"),
        explained::SWITCHES,
    ],
    runs: 5,
    site: None,
    plan: presets::plan,
    difference: work::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
