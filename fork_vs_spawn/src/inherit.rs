//! A forked child has its parent's variables; a spawned one starts from zero.
//!
//! In Python: `multiprocessing` with the start method "fork" or "spawn". Spawn
//! pickles the arguments; here, the argument is a word on the command line.
//!
//! Run it with `cargo run -p fork_vs_spawn -- inherit`.

use std::{
    fmt, process,
    sync::atomic::{AtomicU32, Ordering::Relaxed},
};

use anyhow::{Context, Result};

use crate::spawn;

/// The variable to watch: each process has its own. It is atomic because Rust
/// only lets a `static` change if threads could safely share it.
static VISITS: AtomicU32 = AtomicU32::new(0);

/// Prints the variable as parent, forked child and spawned child see it.
pub fn run() -> Result<()> {
    println!("inherit: one variable, seen by three processes");
    println!("{:<38}{:>10}{:>10}", "", "process", "visits");

    VISITS.store(7, Relaxed);
    println!("{}", Row("parent, after setting it to 7"));
    forked()?;
    println!("{}", Row("parent, after the forked child ended"));

    let visits = VISITS.load(Relaxed).to_string();
    spawn::run(&mut spawn::this_program(&[spawn::REPORT, &visits])?)?;
    println!("{}", Row("parent, after the spawned child ended"));
    Ok(())
}

/// Forks a child that prints its copy of the variable and changes it.
#[cfg(unix)]
#[allow(unsafe_code, reason = "it forks")]
fn forked() -> Result<()> {
    use crate::child;

    let work = || {
        child::say(Row("forked child, at its start"))?;
        VISITS.fetch_add(1, Relaxed);
        child::say(Row("forked child, after adding 1"))
    };
    // SAFETY: `say` formats on the stack and writes, and an atomic is no lock.
    let pid = unsafe { child::fork(work) }?;
    child::wait(pid)
}

/// Prints why there is no forked child.
#[cfg(not(unix))]
fn forked() -> Result<()> {
    println!("{}", crate::left_out::NO_FORK);
    Ok(())
}

/// Runs in a spawned child: `main` calls this in the new process.
pub fn spawned(visits: &str) -> Result<()> {
    println!("{}", Row("spawned child, at its start"));
    let visits = visits.parse().context("the number of visits is missing")?;
    VISITS.store(visits, Relaxed);
    println!("{}", Row("spawned child, after its argument"));
    Ok(())
}

/// Row of the table: a label, the id of the process and its variable.
struct Row(&'static str);

impl fmt::Display for Row {
    fn fmt(&self, line: &mut fmt::Formatter) -> fmt::Result {
        let (process, visits) = (process::id(), VISITS.load(Relaxed));
        write!(line, "{:<38}{process:>10}{visits:>10}", self.0)
    }
}
