//! Items that are fetched and then computed, one version after another: what it
//! takes to wait for all of them at once, and to keep every core at work.
//!
//! `cargo run --release -p mixed_workload`
//! In Python: requests, `ThreadPoolExecutor`, aiohttp, and aiohttp with a
//! `ProcessPoolExecutor`.

mod done;
mod plan;
mod versions;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Site, version};

use crate::done::Done;
use crate::plan::sizes::Arguments;
use crate::work::Work;

const COMPARISON: Comparison<Arguments, Work, Done> = Comparison {
    name: "mixed_workload",
    about: "Items that are fetched and then computed, one version after another",
    versions: &[
        version!(sequential, One, "one item after another"),
        version!(
            threads,
            Each,
            "a thread for each item, which waits and then computes"
        ),
        version!(tasks, One, "tasks on one thread: computing blocks the loop"),
        version!(
            tasks_on_all_cores,
            Cores,
            "tasks on a thread for each core: the loops are blocked"
        ),
        version!(
            spawn_blocking,
            Each,
            "tasks fetch; a thread for each item computes"
        ),
        version!(
            cpu_pool,
            Cores,
            "tasks fetch; a thread for each core computes"
        ),
        version!(
            pipeline,
            Cores,
            "the same, with a bounded channel between them"
        ),
    ],
    columns: &[plan::COLUMNS],
    runs: 5,
    optimised: true,
    python: Some(plan::PYTHON),
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
