//! A heart that should beat every 10 ms, beside a second of CPU-bound work: on
//! the same loop it stops, and off that loop it goes on.
//!
//! Each way of doing the work is one file. Then come two calls that only wait,
//! and stop the heart as well; and the heart as a thread, which gets its turn
//! whether the others agree or not.
//!
//! Run it with `cargo run -p blocked_loop`, or for less work with, say,
//! `cargo run -p blocked_loop -- --work 0.2`.
//! In Python: `await asyncio.sleep(0.01)` in a loop, beside `work()`,
//! `await asyncio.to_thread(work)`, `time.sleep(1)` and `requests.get(url)`.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use local_httpbin::Site;

use blocked_loop::beside::{self, Measured};
use blocked_loop::heart::Pulse;
use blocked_loop::{
    blocking_call, in_the_task, own_thread, rayon, spawn_blocking,
    two_runtimes, work, yielding,
};

mod arguments;
mod table;

fn main() -> ExitCode {
    match run(arguments::work()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the tables, for work that takes one core so long.
fn run(time: Duration) -> Result<()> {
    let site = Site::start().context("cannot start a local site")?;
    let url = format!("{}/delay/{}", site.base_url(), time.as_secs_f64());
    let rounds = calibrate::rounds(time);
    let work = || work::mixing(rounds);
    table::title(time);

    table::heading("work for the CPU");
    let alone = on_one_loop(in_the_task::run(work()))?;
    let report = |way: &str, measured: Measured<u64>| -> Result<()> {
        let same = measured.answer == alone.answer;
        ensure!(same, "{way} has another answer than the first way");
        table::row(way, &measured, alone.wall);
        Ok(())
    };
    table::row("in the task", &alone, alone.wall);
    report(
        "yield_now between pieces",
        on_one_loop(yielding::run(work()))?,
    )?;
    report("spawn_blocking", on_one_loop(spawn_blocking::run(work()))?)?;
    report("rayon and a channel", on_one_loop(rayon::run(work()))?)?;
    report("a thread of its own", on_one_loop(own_thread::run(work()))?)?;
    report("two runtimes", on_one_loop(two_runtimes::run(work()))?)?;

    table::heading("a call that waits");
    let slept = on_one_loop(blocking_call::sleep(time))?;
    table::row("thread::sleep", &slept, alone.wall);
    let got = on_one_loop(blocking_call::get(url))?;
    table::row("a GET with ureq", &got, alone.wall);
    let status = got.answer.map_err(|error| site.explain(error.into_io()))?;
    ensure!(status.is_success(), "the site answered {status}");

    table::heading("who gets the core");
    table::row("two tasks, cooperative", &alone, alone.wall);
    // One for each core, so that one of them has to give its core to the heart.
    let cores = command_line::cores();
    let works = (0..cores).map(|_| work()).collect();
    let taken = beside::threads(&Pulse::default(), works);
    table::row("threads, pre-emptive", &taken, alone.wall);
    table::about_cores(cores);
    Ok(())
}

/// Runs something and a heart, as two tasks on one thread.
fn on_one_loop<Answer: Send + 'static>(
    way: impl Future<Output = Answer> + Send + 'static,
) -> Result<Measured<Answer>> {
    beside::one_loop(&Arc::default(), way).context("cannot make an event loop")
}
