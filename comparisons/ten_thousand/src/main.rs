//! Ten thousand requests at once, by threads and by tasks: what each request
//! that waits costs in memory, in the program and in the kernel.
//!
//! `cargo run --release -p ten_thousand`. In Python: `threading.Thread` against aiohttp
//! and `asyncio.gather`.

mod plan;
mod site;
mod ways;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Site, Way, Workers};

use crate::plan::sizes::Arguments;
use crate::work::{Answers, Work};

const COMPARISON: Comparison<Arguments, Work, Answers> = Comparison {
    name: "ten_thousand",
    about: "Ten thousand requests at once, by threads and by tasks",
    ways: &[
        Way::new(
            "threads",
            "a thread for each request",
            Workers::Each,
            |work| work.answers(ways::threads::run),
        ),
        Way::new(
            "reqwest_tasks",
            "on one thread, with reqwest as it comes",
            Workers::One,
            |work| work.answers(ways::reqwest_tasks::run),
        ),
        Way::new(
            "tasks",
            "on one thread, with hyper and small buffers",
            Workers::One,
            |work| work.answers(ways::tasks::run),
        ),
        Way::new(
            "http2",
            "on one thread, over a few HTTP/2 connections",
            Workers::One,
            |work| work.answers(ways::http2::run),
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
