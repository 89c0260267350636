//! The same requests, one way after another: what waiting costs in time, in
//! memory and in threads, when one waits for one answer or for a hundred.
//!
//! `cargo run --release -p io_bound`, or name a preset: `-- downloads`, `-- requests`.
//! In Python: requests, `threading.Thread`, `ThreadPoolExecutor`, aiohttp and
//! `ProcessPoolExecutor`.

mod plan;
mod ways;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Site, Way, Workers};

use crate::plan::sizes::Arguments;
use crate::work::{Page, Work};

/// A way is a file of its own, and an entry here.
const COMPARISON: Comparison<Arguments, Work, Vec<Page>> = Comparison {
    name: "io_bound",
    about: "The same requests, one way after another",
    ways: &[
        Way::new(
            "sequential",
            "one request after another",
            Workers::One,
            ways::sequential::run,
        ),
        Way::new(
            "thread_per_request",
            "all at once, a thread for each",
            Workers::Each,
            ways::thread_per_request::run,
        ),
        Way::new(
            "thread_pool",
            "as many at once as there are threads in the pool",
            Workers::Threads,
            ways::thread_pool::run,
        ),
        Way::new(
            "tasks",
            "all at once, on one thread",
            Workers::One,
            ways::tasks::run,
        ),
        Way::new(
            "tasks_on_all_cores",
            "all at once, on a thread for each core",
            Workers::Cores,
            ways::tasks_on_all_cores::run,
        ),
        Way::new(
            "processes",
            "as many at once as there are worker processes",
            Workers::Processes,
            ways::processes::run,
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
    difference: |expected, pages| work::difference(expected, pages),
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
