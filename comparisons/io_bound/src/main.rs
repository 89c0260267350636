//! The same requests, one way after another: what waiting costs in time, in
//! memory and in threads, when one waits for one answer or for a hundred.
//!
//! `cargo run -p io_bound`, or name a preset: `-- downloads`, `-- requests`.
//! In Python: requests, `threading.Thread`, `ThreadPoolExecutor`, aiohttp and
//! `ProcessPoolExecutor`.

mod fetch;
mod notes;
mod presets;
mod work;

mod processes;
mod sequential;
mod tasks;
mod tasks_on_all_cores;
mod thread_per_request;
mod thread_pool;

use std::process::ExitCode;

use measure::{Comparison, Site, Way, explained};

use crate::presets::Arguments;
use crate::work::{Page, Work};

/// A way is a file of its own, and an entry here.
const COMPARISON: Comparison<Arguments, Work, Vec<Page>> = Comparison {
    name: "io_bound",
    about: "The same requests, one way after another",
    ways: &[
        Way {
            name: "sequential",
            about: "one request after another",
            run: sequential::run,
        },
        Way {
            name: "thread_per_request",
            about: "all at once, a thread for each",
            run: thread_per_request::run,
        },
        Way {
            name: "thread_pool",
            about: "as many at once as there are threads in the pool",
            run: thread_pool::run,
        },
        Way {
            name: "tasks",
            about: "all at once, on one thread",
            run: tasks::run,
        },
        Way {
            name: "tasks_on_all_cores",
            about: "all at once, on a thread for each core",
            run: tasks_on_all_cores::run,
        },
        Way {
            name: "processes",
            about: "as many at once as there are worker processes",
            run: processes::run,
        },
    ],
    figures: explained::USUAL,
    runs: 1,
    site: Some(Site {
        serve: local_httpbin::serve_until_stdin_ends,
        ask: Work::ask,
    }),
    plan: presets::plan,
    difference: |expected, pages| work::difference(expected, pages),
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
