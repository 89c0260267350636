//! A child killed by a signal has no exit status, so match on how it ended.
//!
//! In Python, `Process.exitcode` is negative then: -9 for SIGKILL.

use anyhow::{Context, Result, bail};
use nix::{
    sys::{
        signal::{self, Signal},
        wait::{self, WaitStatus},
    },
    unistd,
};

use crate::child;

/// Forks a child that ends as if the kernel had run out of memory for it.
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
