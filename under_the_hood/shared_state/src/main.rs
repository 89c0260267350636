//! Threads that add to one counter: how many additions get lost, and the price
//! of losing none.
//!
//! `cargo run -p shared_state`
//! In Python: `counter += 1` in two `threading.Thread`s, and the same with a
//! `threading.Lock`.

mod counted;
mod plan;
mod versions;

use std::process::ExitCode;

use measure::{Comparison, version};

use crate::counted::{Additions, Counted};
use crate::plan::Arguments;

const COMPARISON: Comparison<Arguments, Additions, Counted> = Comparison {
    name: "shared_state",
    about: "Threads that add to one counter, one version after another",
    versions: &[
        version!(
            one_thread,
            One,
            "all additions on one thread, as the baseline"
        ),
        version!(
            lost_updates,
            Threads,
            "read the counter, then write it, as Python does"
        ),
        version!(
            mutex,
            Threads,
            "read and write it while no other thread can"
        ),
        version!(atomic, Threads, "one step that reads, adds and writes"),
        version!(
            counter_per_thread,
            Threads,
            "one counter per thread, added up at the end"
        ),
    ],
    columns: &[plan::COLUMNS],
    runs: plan::RUNS,
    optimised: false,
    python: None,
    server: None,
    plan: plan::plan,
    difference: counted::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
