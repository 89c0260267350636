//! The same work on several machines, by engines that exist: an array of jobs
//! with GNU parallel, and a queue in Redis.
//!
//! `cargo run --release -p beyond_one_machine`, or one part: `-- array`.
//! In Python: `ProcessPoolExecutor` on one machine, RQ or Celery on several.

mod pi;
mod plan;
mod versions;
mod work;

use std::process::ExitCode;

use measure::{Comparison, version};

use crate::plan::Arguments;
use crate::work::{Answer, Work};

const COMPARISON: Comparison<Arguments, Work, Answer> = Comparison {
    name: "beyond_one_machine",
    about: "The same work on several machines, one engine after another",
    versions: &[version!(threads, Threads, "threads of one process (array)")
        .only_in("array")],
    columns: &[plan::columns::ARRAY],
    runs: 1,
    optimised: true,
    python: None,
    server: None,
    plan: plan::plan,
    difference: measure::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
