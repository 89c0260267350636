//! Three ways to create a process and wait for its end.

use std::{os::unix::process::CommandExt, process::Command};

use anyhow::Result;

use crate::{child, spawn};

/// Creates a process and waits for its end.
pub type Creation = Box<dyn FnMut() -> Result<()>>;

/// Returns all three with their names.
///
/// # Errors
///
/// Returns an error if the file of this program is not known.
pub fn all() -> Result<Vec<(&'static str, Creation)>> {
    // `Command` calls posix_spawn, which starts a program without copying the
    // parent first.
    let mut command = spawn::this_program(&[spawn::IDLE])?;
    let mut forking = spawn::this_program(&[spawn::IDLE])?;
    run_nothing_before_exec(&mut forking);

    Ok(vec![
        ("fork", Box::new(fork)),
        ("spawn", Box::new(move || spawn::run(&mut command))),
        (
            "spawn with pre_exec",
            Box::new(move || spawn::run(&mut forking)),
        ),
    ])
}

/// Forks a child that does nothing.
#[allow(unsafe_code, reason = "it forks")]
fn fork() -> Result<()> {
    // SAFETY: a closure that does nothing calls nothing.
    let pid = unsafe { child::fork(|| Ok(())) }?;
    child::wait(pid)
}

/// Sets an empty `pre_exec`. posix_spawn could not call it, so `Command` forks
/// instead and then replaces the copy with the program (exec).
#[allow(unsafe_code, reason = "pre_exec runs in a forked child")]
fn run_nothing_before_exec(command: &mut Command) {
    // SAFETY: a function that does nothing may be called after a fork.
    unsafe { command.pre_exec(|| Ok(())) };
}
