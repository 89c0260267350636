//! Items that are fetched and then computed, one way after another: what it
//! takes to wait for all of them at once, and to keep every core at work.
//!
//! `cargo run -p mixed_workload`
//! In Python: requests, `ThreadPoolExecutor`, aiohttp, and aiohttp with a
//! `ProcessPoolExecutor`.

mod done;
mod fetch;
mod notes;
mod plan;
mod work;

mod cpu_pool;
mod pipeline;
mod sequential;
mod spawn_blocking;
mod tasks;
mod tasks_on_all_cores;
mod threads;

use std::process::ExitCode;

use measure::{Comparison, Site, Way, explained};

use crate::done::Done;
use crate::plan::Arguments;
use crate::work::Work;

const COMPARISON: Comparison<Arguments, Work, Done> = Comparison {
    name: "mixed_workload",
    about: "Items that are fetched and then computed, one way after another",
    ways: &[
        Way {
            name: "sequential",
            about: "one item after another",
            run: sequential::run,
        },
        Way {
            name: "threads",
            about: "a thread for each item, which waits and then computes",
            run: threads::run,
        },
        Way {
            name: "tasks",
            about: "tasks on one thread: computing blocks the loop",
            run: tasks::run,
        },
        Way {
            name: "tasks_on_all_cores",
            about: "tasks on a thread for each core: the loops are blocked",
            run: tasks_on_all_cores::run,
        },
        Way {
            name: "spawn_blocking",
            about: "tasks fetch; a thread for each item computes",
            run: spawn_blocking::run,
        },
        Way {
            name: "cpu_pool",
            about: "tasks fetch; a thread for each core computes",
            run: cpu_pool::run,
        },
        Way {
            name: "pipeline",
            about: "the same, with a bounded channel between them",
            run: pipeline::run,
        },
    ],
    figures: &[
        explained::WALL,
        (
            "÷ bound",
            "the wall time, divided by the least that any way could take",
        ),
        explained::SPEEDUP,
        explained::CPU,
        explained::MEMORY,
        explained::THREADS,
        explained::IN_FLIGHT,
        ("alive", "the most items begun and not yet done"),
        explained::SWITCHES,
    ],
    runs: 1,
    site: Some(Site {
        serve: local_httpbin::serve_until_stdin_ends,
        ask: Work::ask,
    }),
    plan: plan::plan,
    difference: done::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
