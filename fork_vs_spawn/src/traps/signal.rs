//! A child that a signal kills has no exit status: match on how it ended.
//!
//! Python's `Process.exitcode` is then negative: -9 for SIGKILL.

use anyhow::{Context, Result, bail};
use nix::{
    sys::{
        signal::{self, Signal},
        wait::{self, WaitStatus},
    },
    unistd,
};

use crate::child;

/// Forks a child that ends as one does for which there is no memory left.
#[allow(unsafe_code, reason = "it forks")]
pub fn run() -> Result<()> {
    let work = || signal::kill(unistd::getpid(), Signal::SIGKILL);
    // SAFETY: `kill` and `getpid` are async-signal-safe.
    let pid = unsafe { child::fork(work) }?;
    match wait::waitpid(pid, None).context("could not wait for a child")? {
        WaitStatus::Signaled(_, signal, _) => {
            println!("signal  child {pid} was killed by {signal}");
        }
        WaitStatus::Exited(_, status) => {
            bail!("the child exited with {status} instead of dying")
        }
        status => bail!("the child has not ended: {status:?}"),
    }
    Ok(())
}
