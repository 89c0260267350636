//! Threads that add to one counter: what gets lost, and what it costs to lose
//! nothing.
//!
//! `cargo run -p shared_state`
//! In Python: `counter += 1` in two `threading.Thread`s, and the same with a
//! `threading.Lock`.

mod counted;
mod plan;
mod ways;

use std::process::ExitCode;

use measure::{Comparison, Way, Workers};

use crate::counted::{Additions, Counted};
use crate::plan::Arguments;

const COMPARISON: Comparison<Arguments, Additions, Counted> = Comparison {
    name: "shared_state",
    about: "Threads that add to one counter, one way after another",
    ways: &[
        Way::new(
            "one_thread",
            "all additions on one thread, for comparison",
            Workers::One,
            ways::one_thread::run,
        ),
        Way::new(
            "lost_updates",
            "read the counter, then write it, as Python does",
            Workers::Threads,
            ways::lost_updates::run,
        ),
        Way::new(
            "mutex",
            "read and write it while no other thread can",
            Workers::Threads,
            ways::mutex::run,
        ),
        Way::new(
            "atomic",
            "one instruction that reads, adds and writes",
            Workers::Threads,
            ways::atomic::run,
        ),
        Way::new(
            "counter_each",
            "a counter for each thread, added up at the end",
            Workers::Threads,
            ways::counter_each::run,
        ),
    ],
    columns: &[plan::COLUMNS],
    runs: plan::RUNS,
    optimised: false,
    site: None,
    plan: plan::plan,
    difference: counted::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
