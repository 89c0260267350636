//! The same requests, one version after another: what waiting costs in time, in
//! memory and in threads, when one waits for one answer or for a hundred.
//!
//! `cargo run --release -p io_bound`, or name a preset: `-- downloads`, `-- requests`.
//! In Python: requests, `threading.Thread`, `ThreadPoolExecutor`, aiohttp and
//! `ProcessPoolExecutor`.

mod plan;
mod versions;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Site, version};

use crate::plan::sizes::Arguments;
use crate::work::{Page, Work};

/// A version is a file of its own, and an entry here.
const COMPARISON: Comparison<Arguments, Work, Vec<Page>> = Comparison {
    name: "io_bound",
    about: "The same requests, one version after another",
    versions: &[
        version!(sequential, One, "one request after another"),
        version!(thread_per_request, Each, "all at once, a thread for each"),
        version!(
            thread_pool,
            Threads,
            "as many at once as there are threads in the pool"
        ),
        version!(tasks, One, "all at once, on one thread"),
        version!(
            tasks_on_all_cores,
            Cores,
            "all at once, on a thread for each core"
        ),
        version!(
            processes,
            Processes,
            "as many at once as there are worker processes"
        ),
    ],
    columns: &[plan::COLUMNS],
    runs: 5,
    optimised: true,
    python: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/python")),
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
