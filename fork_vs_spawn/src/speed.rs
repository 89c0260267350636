//! What it costs to start something and wait for it: from task to process.
//!
//! The Python original says that fork is "up to 20 times faster than spawn".
//! Here Rust is measured, then what the parent's memory does to it (growth.rs),
//! and what is left of that sentence (claim.rs).
//!
//! Run it with `cargo run -p fork_vs_spawn -- speed`.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use tokio::runtime;

use crate::{claim, growth, ways};

/// How often a task or a thread is timed. The median needs an odd number.
const MANY: usize = 1001;

/// How often a process is timed: each takes up to a millisecond.
const SOME: usize = 101;

/// Prints what each way costs, and then what the parent's memory adds.
pub fn run() -> Result<()> {
    println!("speed: microseconds to start it and to wait for its end");
    let mut rows = vec![
        ("async task", MANY, tasks()?),
        ("thread", MANY, median(MANY, &mut one_thread)?),
    ];
    // By now every thread has been joined: a fork copies one thread alone.
    for (name, mut way) in ways::processes()? {
        rows.push((name, SOME, median(SOME, &mut way)?));
    }

    println!("{:<22}{:>8}{:>12}{:>12}", "", "n", "median", "to a task");
    let task = rows[0].2;
    for (name, n, micros) in rows {
        let ratio = micros / task;
        println!("{name:<22}{n:>8}{micros:>12.2}{ratio:>11.2}x");
    }
    println!("What is spawned is this same program, which returns at once.\n");
    claim::check(&growth::run()?);
    Ok(())
}

/// Returns the median, in microseconds, of so many calls.
///
/// # Errors
/// A call failed.
pub fn median(n: usize, way: &mut dyn FnMut() -> Result<()>) -> Result<f64> {
    let mut times = Vec::with_capacity(n);
    for _ in 0..n {
        let started = Instant::now();
        way()?;
        times.push(started.elapsed());
    }
    Ok(middle(times))
}

/// Starts a thread and waits for it.
fn one_thread() -> Result<()> {
    let thread = thread::Builder::new().spawn(|| ());
    let handle = thread.context("could not start a thread")?;
    handle.join().expect("an empty thread does not panic");
    Ok(())
}

/// Returns the median, in microseconds, for tasks of one runtime, which runs
/// them on the thread that it is called from.
fn tasks() -> Result<f64> {
    let runtime = runtime::Builder::new_current_thread().build()?;
    runtime.block_on(async {
        let mut times = Vec::with_capacity(MANY);
        for _ in 0..MANY {
            let started = Instant::now();
            tokio::spawn(async {}).await.context("lost a task")?;
            times.push(started.elapsed());
        }
        Ok(middle(times))
    })
}

/// Returns the median in microseconds.
fn middle(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e6
}
