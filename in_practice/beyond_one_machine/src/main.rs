//! The same work on several machines, by engines that exist: an array of jobs
//! with GNU parallel, and a queue in Redis.
//!
//! `cargo run --release -p beyond_one_machine`, or one part: `-- array`.
//! In Python: `ProcessPoolExecutor` on one machine, RQ or Celery on several.

mod array;
mod chunk;
mod pi;
mod plan;
mod versions;
mod work;

use std::env;
use std::process::ExitCode;

use measure::{Comparison, Version, Workers, version};

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
    ],
    columns: &[plan::columns::ARRAY, plan::columns::FAILURES],
    runs: 1,
    optimised: true,
    python: None,
    server: None,
    plan: plan::plan,
    difference: work::difference,
};

fn main() -> ExitCode {
    match env::args_os().nth(1) {
        Some(command) if command == chunk::COMMAND => chunk::main(),
        _ => measure::main(&COMPARISON),
    }
}
