//! Threads that add to one counter: what gets lost, and what it costs to lose
//! nothing.
//!
//! `cargo run -p shared_state`
//! In Python: `counter += 1` in two `threading.Thread`s, and the same with a
//! `threading.Lock`.

mod counted;
mod plan;

mod atomic;
mod counter_each;
mod lost_updates;
mod mutex;
mod one_thread;

use std::process::ExitCode;

use measure::{Comparison, Way, explained};

use crate::counted::{Additions, Counted};
use crate::plan::Arguments;

const COMPARISON: Comparison<Arguments, Additions, Counted> = Comparison {
    name: "shared_state",
    about: "Threads that add to one counter, one way after another",
    ways: &[
        Way {
            name: "one_thread",
            about: "all additions on one thread, for comparison",
            run: one_thread::run,
        },
        Way {
            name: "lost_updates",
            about: "read the counter, then write it, as Python does",
            run: lost_updates::run,
        },
        Way {
            name: "mutex",
            about: "read and write it while no other thread can",
            run: mutex::run,
        },
        Way {
            name: "atomic",
            about: "one instruction that reads, adds and writes",
            run: atomic::run,
        },
        Way {
            name: "counter_each",
            about: "a counter for each thread, added up at the end",
            run: counter_each::run,
        },
    ],
    figures: &[
        ("counted", "what the counter showed in the end"),
        ("lost", "additions that it does not show"),
        ("wall", "milliseconds on the wall"),
        explained::SPEEDUP,
        ("CPU", "milliseconds of the CPU, of all threads together"),
        ("per addition", "nanoseconds of the CPU for each addition"),
    ],
    runs: plan::RUNS,
    site: None,
    plan: plan::plan,
    difference: counted::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
