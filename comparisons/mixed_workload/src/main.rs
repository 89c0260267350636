//! Ten items, each fetched and then computed, by seven versions: what it takes
//! to wait for all of them at once, and to keep every core busy.
//!
//! `cargo run --release -p mixed_workload`
//! In Python: requests, `ThreadPoolExecutor`, aiohttp, and aiohttp with a
//! `ProcessPoolExecutor`.

mod done;
mod plan;
mod versions;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Server, version};

use crate::done::Done;
use crate::plan::sizes::Arguments;
use crate::work::Work;

const COMPARISON: Comparison<Arguments, Work, Done> = Comparison {
    name: "mixed_workload",
    about: "Items, each fetched and then computed, by seven versions",
    versions: &[
        version!(sequential, One, "one item after another"),
        version!(
            threads,
            Each,
            "one thread per item, which waits and then computes"
        ),
        version!(tasks, One, "tasks on one thread: computing blocks the loop"),
        version!(
            tasks_on_all_cores,
            Cores,
            "tasks on one thread per core: computing blocks them"
        ),
        version!(
            spawn_blocking,
            Each,
            "tasks fetch; one thread per item computes"
        ),
        version!(cpu_pool, Cores, "tasks fetch; one thread per core computes"),
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
    server: Some(Server {
        serve: local_httpbin::serve_until_stdin_ends,
        send_to: Work::send_to,
    }),
    plan: plan::plan,
    difference: done::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
