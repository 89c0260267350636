//! A server with more requests than it can serve, one remedy after another: what
//! each does to throughput, latency and memory.
//!
//! `cargo run --release -p back_pressure`, or one part: `-- load`, `-- closed`,
//! `-- retries`.
//! In Python: `asyncio.create_task`, `Semaphore` and `Queue(maxsize=8)`.

mod arrivals;
mod log;
mod outcome;
mod plan;
mod request;
mod run;
mod server;
mod versions;
mod work;

use std::process::ExitCode;

use measure::{Comparison, Version, Workers};

use crate::outcome::Outcome;
use crate::plan::sizes::Arguments;
use crate::versions::{
    backoff, bounded_queue, budget, closed_loop, jitter, naive, once,
    semaphore, shed_load, token_bucket, unbounded,
};
use crate::work::Work;

/// Returns a version of a service, which is on one thread like all others.
macro_rules! service {
    ($name:ident, $about:literal) => {
        Version::new(stringify!($name), $about, Workers::One, |work| {
            run::service(work, $name::serve)
        })
        .only_in("load")
    };
}

const COMPARISON: Comparison<Arguments, Work, Outcome> = Comparison {
    name: "back_pressure",
    about: "A server with too many requests, one remedy after another",
    versions: &[
        service!(unbounded, "a task for every request (load)"),
        service!(semaphore, "accepts a request with a permit only (load)"),
        service!(bounded_queue, "a full queue makes the loop wait (load)"),
        service!(shed_load, "refuses what a full queue can't hold (load)"),
        service!(token_bucket, "refuses what comes too fast (load)"),
        Version::new(
            "open_loop",
            "requests that arrive on time, come what may (closed)",
            Workers::One,
            |work| run::service(work, unbounded::serve),
        )
        .only_in("closed"),
        Version::new(
            "closed_loop",
            "clients that wait for a response first (closed)",
            Workers::One,
            |work| run::closed_loop(work, closed_loop::client),
        )
        .only_in("closed"),
        Version::new(
            "once",
            "one attempt per request (retries)",
            Workers::One,
            |work| run::clients(work, once::send),
        )
        .only_in("retries"),
        Version::new(
            "naive",
            "the next attempt follows at once (retries)",
            Workers::One,
            |work| {
                run::clients(work, async |server, request| {
                    naive::send(server, request, work.attempts).await
                })
            },
        )
        .only_in("retries"),
        Version::new(
            "backoff",
            "pauses that double (retries)",
            Workers::One,
            |work| {
                run::clients(work, async |server, request| {
                    backoff::send(server, request, work.attempts).await
                })
            },
        )
        .only_in("retries"),
        Version::new(
            "jitter",
            "random pauses, which double on average (retries)",
            Workers::One,
            |work| {
                run::clients(work, async |server, request| {
                    jitter::send(server, request, work.attempts).await
                })
            },
        )
        .only_in("retries"),
        Version::new(
            "budget",
            "the same, for a fifth of the requests at most (retries)",
            Workers::One,
            |work| {
                let budget = budget::Budget::new();
                run::clients(work, async |server, request| {
                    budget::send(server, request, work.attempts, &budget).await
                })
            },
        )
        .only_in("retries"),
    ],
    columns: plan::COLUMNS,
    runs: 1,
    optimised: true,
    python: Some(plan::PYTHON),
    server: None,
    plan: plan::plan,
    difference: outcome::difference,
};

fn main() -> ExitCode {
    measure::main(&COMPARISON)
}
