//! Items that are fetched and then computed, one way after another: what it
//! takes to wait for all of them at once, and to keep every core at work.
//!
//! `cargo run --release -p mixed_workload`
//! In Python: requests, `ThreadPoolExecutor`, aiohttp, and aiohttp with a
//! `ProcessPoolExecutor`.

mod done;
mod plan;
mod ways;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Site, Way, Workers};

use crate::done::Done;
use crate::plan::sizes::Arguments;
use crate::work::Work;

const COMPARISON: Comparison<Arguments, Work, Done> = Comparison {
    name: "mixed_workload",
    about: "Items that are fetched and then computed, one way after another",
    ways: &[
        Way::new(
            "sequential",
            "one item after another",
            Workers::One,
            ways::sequential::run,
        ),
        Way::new(
            "threads",
            "a thread for each item, which waits and then computes",
            Workers::Each,
            ways::threads::run,
        ),
        Way::new(
            "tasks",
            "tasks on one thread: computing blocks the loop",
            Workers::One,
            ways::tasks::run,
        ),
        Way::new(
            "tasks_on_all_cores",
            "tasks on a thread for each core: the loops are blocked",
            Workers::Cores,
            ways::tasks_on_all_cores::run,
        ),
        Way::new(
            "spawn_blocking",
            "tasks fetch; a thread for each item computes",
            Workers::Each,
            ways::spawn_blocking::run,
        ),
        Way::new(
            "cpu_pool",
            "tasks fetch; a thread for each core computes",
            Workers::Cores,
            ways::cpu_pool::run,
        ),
        Way::new(
            "pipeline",
            "the same, with a bounded channel between them",
            Workers::Cores,
            ways::pipeline::run,
        ),
    ],
    columns: &[plan::COLUMNS],
    runs: 5,
    optimised: true,
    site: Some(Site {
        serve: local_httpbin::serve_until_stdin_ends,
        ask: Work::ask,
    }),
    plan: plan::plan,
    difference: done::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
