// Hint: `child::fork` returns the child's id. `wait::waitpid(id, None)` waits
//     until that child has ended, takes it out of the process table, and says
//     how it ended. `fork_vs_spawn/src/traps/signal.rs`, which is on the page,
//     does that.
// Hint: What `waitpid` gives is an enum, and a match takes it apart:
//     `WaitStatus::Exited(_, status)` and `WaitStatus::Signaled(_, signal, _)`.
//     There are others, for children that have not ended: with `None` as its
//     second argument, `waitpid` does not return them.
// Hint: `let ending = match wait::waitpid(child, None)? { … };` and the last
//     arm is `other => panic!("the child has not ended: {other:?}")`.

//! Exercise: forked children, and how they ended.

use nix::sys::signal::Signal;
use nix::sys::wait::{self, WaitStatus};

use crate::child;

/// How a child ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Ending {
    /// With this exit status.
    Status(i32),
    /// This signal killed it.
    Signal(Signal),
}

/// Runs each job in a child of its own. Returns how the children ended.
pub fn run_all(jobs: &[fn() -> u8]) -> nix::Result<Vec<Ending>> {
    let mut endings = Vec::new();
    for job in jobs {
        // SAFETY: this process has one thread.
        let child = unsafe { child::fork(*job) }?;
        endings.push(match wait::waitpid(child, None)? {
            WaitStatus::Exited(_, status) => Ending::Status(status),
            WaitStatus::Signaled(_, signal, _) => Ending::Signal(signal),
            other => panic!("the child has not ended: {other:?}"),
        });
    }
    Ok(endings)
}
