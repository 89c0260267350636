//! The same work on several machines, by engines that exist: an array of jobs
//! with GNU parallel, and a queue in Redis.
//!
//! `cargo run --release -p beyond_one_machine`, or one part: `-- array`,
//! `-- queue`. On the next machine: `-- worker --redis URL`.
//! In Python: `ProcessPoolExecutor` on one machine, RQ or Celery on several.

mod array;
mod chunk;
mod pi;
mod plan;
mod queue;
mod versions;
mod work;

use std::env;
use std::process::ExitCode;

use measure::{Comparison, Server, Version, Workers, version};

use crate::plan::Arguments;
use crate::work::{Answer, Work};

const COMPARISON: Comparison<Arguments, Work, Answer> = Comparison {
    name: "beyond_one_machine",
    about: "The same work on several machines, one engine after another",
    versions: &[
        version!(threads, Threads, "threads of one process"),
        Version::new(
            "array",
            "GNU parallel, one process per chunk",
            Workers::Processes,
            array::run,
        ),
        version!(tasks, One, "tasks of one process (queue)"),
        Version::new(
            "job_queue",
            "workers that take jobs from a queue in Redis",
            Workers::Processes,
            queue::run,
        ),
    ],
    columns: &[
        plan::columns::ARRAY,
        plan::columns::QUEUE,
        plan::columns::FAILURES,
        plan::columns::QUEUE_FAILURES,
        plan::columns::OVERHEAD,
    ],
    runs: 1,
    optimised: true,
    python: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/python")),
    server: Some(Server {
        serve: local_httpbin::serve_until_stdin_ends,
        send_to: Work::send_to,
    }),
    plan: plan::plan,
    difference: work::difference,
};

fn main() -> ExitCode {
    // GNU parallel starts this program once more per chunk.
    if env::args_os().nth(1).is_some_and(|it| it == chunk::COMMAND) {
        return chunk::main();
    }
    if let Some(status) = queue::address::hide() {
        return status;
    }
    if let Some(status) = queue::commands::run() {
        return status;
    }
    measure::main(&COMPARISON)
}
