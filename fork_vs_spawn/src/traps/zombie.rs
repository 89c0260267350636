//! A child that has ended stays in the process table until it is waited for.
//!
//! So does one of `std::process::Command`: dropping its `Child` neither ends
//! the process nor waits for it.

use std::fs;

use anyhow::{Context, Result, bail};
use nix::{
    sys::wait::{self, Id, WaitPidFlag, WaitStatus},
    unistd::Pid,
};

use crate::child;

/// Shows a child's state after its end, and what waiting does to it.
#[allow(unsafe_code, reason = "it forks")]
pub fn run() -> Result<()> {
    // SAFETY: a closure that does nothing calls nothing.
    let pid = unsafe { child::fork(|| Ok(())) }?;
    // WNOWAIT looks without taking: after it the child has surely ended, and
    // is still there.
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

/// Returns the letter for a process's state: R runs, S sleeps, Z is a zombie.
fn state(pid: Pid) -> Result<char> {
    let path = format!("/proc/{pid}/stat");
    let stat = fs::read_to_string(&path)
        .with_context(|| format!("could not read {path}"))?;
    // The state follows the program's name, which stands in parentheses.
    let (_, state) = stat.rsplit_once(") ").context("no name in stat")?;
    state.chars().next().context("no state in stat")
}
