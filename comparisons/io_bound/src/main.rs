//! A hundred requests, sent by six versions: the time, memory and threads that
//! it takes to wait for them.
//!
//! `cargo run --release -p io_bound`, or a preset: `-- downloads`, `-- requests`.
//! In Python: requests, `threading.Thread`, `ThreadPoolExecutor`, aiohttp and
//! `ProcessPoolExecutor`.

mod plan;
mod versions;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Server, version};

use crate::plan::sizes::Arguments;
use crate::work::{Response, Work};

/// Each version is a file in `versions/` and an entry here.
const COMPARISON: Comparison<Arguments, Work, Vec<Response>> = Comparison {
    name: "io_bound",
    about: "A hundred requests, six versions",
    versions: &[
        version!(sequential, One, "one request after another"),
        version!(
            thread_per_request,
            Each,
            "all at once, one thread per request"
        ),
        version!(
            thread_pool,
            Threads,
            "as many at a time as the pool has threads"
        ),
        version!(tasks, One, "all at once, on one thread"),
        version!(
            tasks_on_all_cores,
            Cores,
            "all at once, on one thread per core"
        ),
        version!(
            processes,
            Processes,
            "as many at a time as there are worker processes"
        ),
    ],
    columns: &[plan::COLUMNS],
    runs: 5,
    optimised: true,
    python: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/python")),
    server: Some(Server {
        serve: local_httpbin::serve_until_stdin_ends,
        send_to: Work::send_to,
    }),
    plan: plan::plan,
    difference: |expected, responses| work::difference(expected, responses),
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
