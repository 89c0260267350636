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

use std::pin::Pin;
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

/// A way of doing the work, and its name.
type Way = (&'static str, Pin<Box<dyn Future<Output = u64> + Send>>);

/// Prints the tables, for work that takes one core so long.
fn run(time: Duration) -> Result<()> {
    let site = Site::start().context("cannot start a local site")?;
    let rounds = calibrate::rounds(time);
    let work = || work::mixing(rounds);
    table::title(time);

    table::heading("work for the CPU");
    let alone = on_one_loop(in_the_task::run(work()))?;
    table::row("in the task", &alone, alone.wall);
    let ways: [Way; 5] = [
        ("yield_now between pieces", Box::pin(yielding::run(work()))),
        ("spawn_blocking", Box::pin(spawn_blocking::run(work()))),
        ("rayon and a channel", Box::pin(rayon::run(work()))),
        ("a thread of its own", Box::pin(own_thread::run(work()))),
        ("two runtimes", Box::pin(two_runtimes::run(work()))),
    ];
    for (name, way) in ways {
        let measured = on_one_loop(way)?;
        let same = measured.answer == alone.answer;
        ensure!(same, "{name} has another answer than the first way");
        table::row(name, &measured, alone.wall);
    }
    calls_that_wait(&site, time, alone.wall)?;

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

/// Prints the table of the calls that wait. `baseline` is what their wall time
/// is compared with.
fn calls_that_wait(
    site: &Site,
    time: Duration,
    baseline: Duration,
) -> Result<()> {
    table::heading("a call that waits");
    let slept = on_one_loop(blocking_call::sleep(time))?;
    table::row("thread::sleep", &slept, baseline);
    let url = format!("{}/delay/{}", site.base_url(), time.as_secs_f64());
    let got = on_one_loop(blocking_call::get(url.clone()))?;
    table::row("a GET with ureq", &got, baseline);
    let status = got.answer.with_context(|| format!("GET {url} failed"))?;
    ensure!(status.is_success(), "the site answered {status}");
    Ok(())
}

/// Runs something and a heart, as two tasks on one thread.
fn on_one_loop<Answer: Send + 'static>(
    way: impl Future<Output = Answer> + Send + 'static,
) -> Result<Measured<Answer>> {
    beside::one_loop(&Arc::default(), way).context("cannot make an event loop")
}
