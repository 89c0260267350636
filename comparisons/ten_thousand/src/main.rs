//! Ten thousand requests at once, by threads and by tasks: what each request
//! that waits costs in memory, in the program and in the kernel.
//!
//! `cargo run --release -p ten_thousand`. In Python: `threading.Thread` against aiohttp
//! and `asyncio.gather`.

mod plan;
mod site;
mod versions;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Site, Version, Workers};

use crate::plan::sizes::Arguments;
use crate::work::{Answers, Work};

const COMPARISON: Comparison<Arguments, Work, Answers> = Comparison {
    name: "ten_thousand",
    about: "Ten thousand requests at once, by threads and by tasks",
    versions: &[
        Version::new(
            "threads",
            "a thread for each request",
            Workers::Each,
            |work| work.answers(versions::threads::run),
        ),
        Version::new(
            "reqwest_tasks",
            "on one thread, with reqwest as it comes",
            Workers::One,
            |work| work.answers(versions::reqwest_tasks::run),
        ),
        Version::new(
            "tasks",
            "on one thread, with hyper and small buffers",
            Workers::One,
            |work| work.answers(versions::tasks::run),
        ),
        Version::new(
            "http2",
            "on one thread, over a few HTTP/2 connections",
            Workers::One,
            |work| work.answers(versions::http2::run),
        ),
    ],
    columns: &[plan::COLUMNS],
    runs: 5,
    optimised: true,
    python: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/python")),
    site: Some(Site {
        serve: site::serve,
        ask: Work::ask,
    }),
    plan: plan::plan,
    difference: work::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
