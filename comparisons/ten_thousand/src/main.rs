//! Ten thousand requests at once, by threads and by tasks: what each request
//! that waits costs in memory, in the program and in the kernel.
//!
//! `cargo run -p ten_thousand`. In Python: `threading.Thread` against aiohttp
//! and `asyncio.gather`.

mod at_once;
mod fetch;
mod notes;
mod site;
mod sizes;
mod work;

mod http2;
mod reqwest_tasks;
mod tasks;
mod threads;

use std::process::ExitCode;

use measure::{Comparison, Site, Way, explained};

use crate::sizes::Arguments;
use crate::work::{Answers, Work};

const COMPARISON: Comparison<Arguments, Work, Answers> = Comparison {
    name: "ten_thousand",
    about: "Ten thousand requests at once, by threads and by tasks",
    ways: &[
        Way {
            name: "threads",
            about: "a thread for each request",
            run: |work| work.answers(threads::run),
        },
        Way {
            name: "reqwest_tasks",
            about: "on one thread, with reqwest as it comes",
            run: |work| work.answers(reqwest_tasks::run),
        },
        Way {
            name: "tasks",
            about: "on one thread, with hyper and small buffers",
            run: |work| work.answers(tasks::run),
        },
        Way {
            name: "http2",
            about: "on one thread, over a few HTTP/2 connections",
            run: |work| work.answers(http2::run),
        },
    ],
    figures: &[
        explained::WALL,
        (
            "delays",
            "the wall time, divided by the time that the site takes",
        ),
        explained::CPU,
        explained::MEMORY,
        explained::PAGE_TABLES,
        explained::THREADS,
        explained::IN_FLIGHT,
        explained::SWITCHES,
    ],
    runs: 1,
    site: Some(Site {
        serve: site::serve,
        ask: Work::ask,
    }),
    plan: sizes::plan,
    difference: work::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
