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
pub fn run() -> Result<()> {
    let pid = child::fork(|| signal::kill(unistd::getpid(), Signal::SIGKILL))?;
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
