//! Spawning: this same program, started again from the beginning of `main`.

use std::{
    env,
    io::{self, Write},
    process::Command,
};

use anyhow::{Context, Result, ensure};

/// The argument that tells a spawned process to end at once.
pub const IDLE: &str = "--spawned-idle";

/// The argument that tells a spawned process to print what it knows.
pub const REPORT: &str = "--spawned-report";

/// Returns what starts this program again with the given arguments.
pub fn this_program(arguments: &[&str]) -> Result<Command> {
    let program = env::current_exe().context("where is this program?")?;
    let mut command = Command::new(program);
    command.args(arguments);
    Ok(command)
}

/// Starts a process and waits for it to end.
///
/// # Errors
/// It could not be started, or did not end well.
pub fn run(command: &mut Command) -> Result<()> {
    // The child writes to the same place, and what stands here comes first.
    io::stdout().flush().context("could not write the output")?;
    let status = command.status().context("could not start a process")?;
    ensure!(status.success(), "a spawned process ended with {status}");
    Ok(())
}
