//! The cost of starting something and waiting for its end: task, thread, process.
//!
//! A common claim about Python says that fork is "up to 20 times faster than
//! spawn". This measures Rust, then the effect of the parent's memory
//! (growth.rs), and then compares both with the claim (claim.rs).
//!
//! Run it with `cargo run -p fork_vs_spawn -- speed`.

use std::thread;

use anyhow::{Context, Result};
use futures_executor::LocalPool;
use futures_util::task::LocalSpawnExt;

use crate::{
    claim, growth, processes,
    timing::{self, Timing},
};

/// Number of timed starts of a task or a thread. A median needs an odd number.
const MANY: usize = 1001;

/// Number of timed starts of a process, each of which takes a millisecond or two.
const SOME: usize = 101;

/// Prints the cost of each start, and then the effect of the parent's memory.
///
/// # Errors
///
/// Returns an error if something could not be started.
pub fn run() -> Result<()> {
    println!("speed: microseconds to start and join");
    let mut rows = vec![
        (
            "task (LocalPool)",
            MANY,
            timing::time(MANY, &mut one_task())?,
        ),
        ("thread", MANY, timing::time(MANY, &mut one_thread)?),
    ];
    // Every thread has been joined by now, because a fork copies only one.
    for (name, mut create) in processes::all()? {
        rows.push((name, SOME, timing::time(SOME, &mut create)?));
    }

    println!("{:<22}{:>8}{:>12}{:>12}", "", "runs", "median", "vs task");
    let task = rows[0].2.median;
    for (name, n, Timing { median, .. }) in &rows {
        let ratio = median / task;
        println!("{name:<22}{n:>8}{median:>12.2}{ratio:>11.2}x");
    }
    timing::print_widest(rows.iter().map(|(name, _, timing)| (*name, timing)));
    println!("The spawned program is this one, which returns at once.\n");
    claim::check(&growth::run()?);
    Ok(())
}

/// Returns a function that starts a task on this thread and waits for its end.
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

/// Starts a thread and waits for its end.
fn one_thread() -> Result<()> {
    let thread = thread::Builder::new().spawn(|| ());
    let handle = thread.context("could not start a thread")?;
    handle.join().expect("an empty thread does not panic");
    Ok(())
}
