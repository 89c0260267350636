//! Spawning: this program, started again from the beginning of `main`.

use std::{
    env,
    io::{self, Write},
    process::Command,
};

use anyhow::{Context, Result, ensure};

/// Argument that makes a spawned process end at once.
pub const IDLE: &str = "--spawned-idle";

/// Argument that makes a spawned process print its variable.
pub const REPORT: &str = "--spawned-report";

/// Returns the command that starts this program again with `arguments`.
///
/// # Errors
///
/// Returns an error if the file of this program is not known.
pub fn this_program(arguments: &[&str]) -> Result<Command> {
    let program = env::current_exe().context("where is this program?")?;
    let mut command = Command::new(program);
    command.args(arguments);
    Ok(command)
}

/// Starts a process and waits for it to end.
///
/// # Errors
///
/// Returns an error if it does not start, or ends with another status than 0.
pub fn run(command: &mut Command) -> Result<()> {
    // The child writes to the same place, so our buffered text goes first.
    io::stdout().flush().context("could not write the output")?;
    let status = command.status().context("could not start a process")?;
    ensure!(status.success(), "a spawned process ended with {status}");
    Ok(())
}
