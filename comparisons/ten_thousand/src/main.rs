//! Ten thousand requests in flight, on threads and as tasks: what each of them
//! costs in memory, in the program and in the kernel.
//!
//! `cargo run --release -p ten_thousand`
//! In Python: `threading.Thread` against aiohttp and `asyncio.gather`.

mod plan;
mod server;
mod versions;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Server, Version, Workers};

use crate::plan::sizes::Arguments;
use crate::work::{Responses, Work};

const COMPARISON: Comparison<Arguments, Work, Responses> = Comparison {
    name: "ten_thousand",
    about: "Ten thousand requests in flight, on threads and as tasks",
    versions: &[
        Version::new(
            "threads",
            "one thread per request",
            Workers::Each,
            |work| work.responses(versions::threads::run),
        ),
        Version::new(
            "reqwest_tasks",
            "on one thread, with reqwest as it comes",
            Workers::One,
            |work| work.responses(versions::reqwest_tasks::run),
        ),
        Version::new(
            "tasks",
            "on one thread, with hyper and small buffers",
            Workers::One,
            |work| work.responses(versions::tasks::run),
        ),
        Version::new(
            "http2",
            "on one thread, over a few HTTP/2 connections",
            Workers::One,
            |work| work.responses(versions::http2::run),
        ),
    ],
    columns: &[plan::COLUMNS],
    runs: 5,
    optimised: true,
    python: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/python")),
    server: Some(Server {
        serve: server::serve,
        send_to: Work::send_to,
    }),
    plan: plan::plan,
    difference: work::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
