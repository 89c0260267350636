//! A child that has ended stays in the process table until its parent waits.
//!
//! That holds for `std::process::Command`, too: dropping its `Child` neither
//! ends the process nor waits for it.

use std::fs;

use anyhow::{Context, Result, bail};
use nix::{
    sys::wait::{self, Id, WaitPidFlag, WaitStatus},
    unistd::Pid,
};

use crate::child;

/// Prints the state of a child after its end, and after waiting for it.
#[allow(unsafe_code, reason = "it forks")]
pub fn run() -> Result<()> {
    // SAFETY: a closure that does nothing calls nothing.
    let pid = unsafe { child::fork(|| Ok(())) }?;
    // WNOWAIT waits for the end but leaves the child in the process table.
    let look = WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT;
    wait::waitid(Id::Pid(pid), look).context("could not look at a child")?;
    println!(
        "zombie  child {pid} has ended, its state is {}",
        state(pid)?
    );

    match wait::waitpid(pid, None).context("could not wait for a child")? {
        WaitStatus::Exited(_, status) => {
            println!("        waited for: exit status {status}");
        }
        status => bail!("the child did not exit: {status:?}"),
    }
    let left = fs::exists(format!("/proc/{pid}"))?;
    println!(
        "        is it still in /proc? {}",
        if left { "yes" } else { "no" }
    );
    Ok(())
}

/// Returns the letter for a process's state: R is running, S sleeping, Z a
/// zombie.
fn state(pid: Pid) -> Result<char> {
    let path = format!("/proc/{pid}/stat");
    let stat = fs::read_to_string(&path)
        .with_context(|| format!("could not read {path}"))?;
    // The state follows the program's name, which is in parentheses.
    let (_, state) = stat.rsplit_once(") ").context("no name in stat")?;
    state.chars().next().context("no state in stat")
}
