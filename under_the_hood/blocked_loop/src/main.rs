//! A heartbeat that should tick every 10 ms, next to a second of CPU-bound work,
//! and the longest gap between its ticks.
//!
//! Each version of doing the work is one file. Two blocking calls follow, which
//! compute nothing. Last, the heartbeat is a thread of its own.
//!
//! Run it with `cargo run -p blocked_loop`, or with less work:
//! `cargo run -p blocked_loop -- --work 0.2`.
//! In Python: `await asyncio.sleep(0.01)` in a loop, next to `work()`,
//! `await asyncio.to_thread(work)`, `time.sleep(1)` and `requests.get(url)`.

use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use local_httpbin::Site;

use blocked_loop::beside::{self, Measured};
use blocked_loop::heartbeat::Pulse;
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
            command_line::print_error(&format_args!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// A version of doing the work, and its name.
type Version = (&'static str, Pin<Box<dyn Future<Output = u64> + Send>>);

/// Prints the tables, for work that takes one core `time`.
fn run(time: Duration) -> Result<()> {
    let server = Site::start().context("cannot start the test server")?;
    let rounds = calibrate::rounds(time);
    let work = || work::mixing(rounds);
    table::title(time);

    table::heading("CPU-bound work");
    let alone = on_one_loop(in_the_task::run(work()))?;
    table::row("in the task", &alone, alone.wall);
    let versions: [Version; 5] = [
        ("yield_now between chunks", Box::pin(yielding::run(work()))),
        ("spawn_blocking", Box::pin(spawn_blocking::run(work()))),
        ("rayon and a channel", Box::pin(rayon::run(work()))),
        ("its own thread", Box::pin(own_thread::run(work()))),
        ("two runtimes", Box::pin(two_runtimes::run(work()))),
    ];
    for (name, version) in versions {
        let measured = on_one_loop(version)?;
        let same = measured.result == alone.result;
        ensure!(same, "{name} has another result than the first row");
        table::row(name, &measured, alone.wall);
    }
    blocking_calls(&server, time, alone.wall)?;

    table::heading("scheduling");
    table::row("two tasks (cooperative)", &alone, alone.wall);
    // One job per core leaves no core for the heartbeat.
    let cores = command_line::cores();
    let jobs = (0..cores).map(|_| work()).collect();
    let preempted = beside::threads(&Pulse::default(), jobs);
    table::row("threads (preemptive)", &preempted, alone.wall);
    table::about_cores(cores);
    Ok(())
}

/// Prints the table of the blocking calls. Ratios are to `baseline`.
fn blocking_calls(
    server: &Site,
    time: Duration,
    baseline: Duration,
) -> Result<()> {
    table::heading("a blocking call");
    let slept = on_one_loop(blocking_call::sleep(time))?;
    table::row("thread::sleep", &slept, baseline);
    let url = format!("{}/delay/{}", server.base_url(), time.as_secs_f64());
    let got = on_one_loop(blocking_call::get(url.clone()))?;
    table::row("a GET with ureq", &got, baseline);
    let status = got.result.with_context(|| format!("GET {url} failed"))?;
    ensure!(status.is_success(), "GET {url} failed with status {status}");
    Ok(())
}

/// Runs a version and a heartbeat, as two tasks on one thread.
fn on_one_loop<Output: Send + 'static>(
    version: impl Future<Output = Output> + Send + 'static,
) -> Result<Measured<Output>> {
    beside::one_loop(&Arc::default(), version)
        .context("cannot make an event loop")
}
