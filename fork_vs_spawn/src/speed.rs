//! What it costs to start something and wait for it: from task to process.
//!
//! The Python original says that fork is "up to 20 times faster than spawn".
//! Here Rust is measured, then what the parent's memory does to it (growth.rs),
//! and what is left of that sentence (claim.rs).
//!
//! Run it with `cargo run -p fork_vs_spawn -- speed`.

use std::thread;

use anyhow::{Context, Result};
use futures_executor::LocalPool;
use futures_util::task::LocalSpawnExt;

use crate::{
    claim, growth,
    timing::{self, Timing},
    ways,
};

/// How often a task or a thread is timed. The median needs an odd number.
const MANY: usize = 1001;

/// How often a process is timed: each takes a millisecond or two.
const SOME: usize = 101;

/// Prints what each way costs, and then what the parent's memory adds.
pub fn run() -> Result<()> {
    println!("speed: microseconds to start it and to wait for its end");
    let mut rows = vec![
        (
            "task (LocalPool)",
            MANY,
            timing::time(MANY, &mut one_task())?,
        ),
        ("thread", MANY, timing::time(MANY, &mut one_thread)?),
    ];
    // By now every thread has been joined: a fork copies one thread alone.
    for (name, mut way) in ways::processes()? {
        rows.push((name, SOME, timing::time(SOME, &mut way)?));
    }

    println!("{:<22}{:>8}{:>12}{:>12}", "", "n", "median", "to a task");
    let task = rows[0].2.median;
    for (name, n, Timing { median, .. }) in &rows {
        let ratio = median / task;
        println!("{name:<22}{n:>8}{median:>12.2}{ratio:>11.2}x");
    }
    timing::print_widest(rows.iter().map(|(name, _, timing)| (*name, timing)));
    println!("What is spawned is this same program, which returns at once.\n");
    claim::check(&growth::run()?);
    Ok(())
}

/// Returns what starts a task and waits for it, on the calling thread.
fn one_task() -> impl FnMut() -> Result<()> {
    let mut pool = LocalPool::new();
    let spawner = pool.spawner();
    move || {
        let task = spawner.spawn_local(async {});
        task.context("could not start a task")?;
        pool.run();
        Ok(())
    }
}

/// Starts a thread and waits for it.
fn one_thread() -> Result<()> {
    let thread = thread::Builder::new().spawn(|| ());
    let handle = thread.context("could not start a thread")?;
    handle.join().expect("an empty thread does not panic");
    Ok(())
}
