// Hint: `child::fork` returns the child's id. `wait::waitpid(id, None)` waits
//     until that child has ended, removes it from the process table, and
//     returns how it ended. `fork_vs_spawn/src/traps/signal.rs`, which is on
//     the page, does that.
// Hint: `waitpid` returns an enum, so use a match:
//     `WaitStatus::Exited(_, status)` and `WaitStatus::Signaled(_, signal, _)`.
//     The other variants are for children that haven't ended; with `None` as
//     its second argument, `waitpid` doesn't return them.
// Hint: `let ending = match wait::waitpid(child, None)? { … };` where the last
//     arm is `other => panic!("the child has not ended: {other:?}")`.

//! Exercise: forked children, and how they ended.

use nix::sys::signal::Signal;
use nix::sys::wait::{self, WaitStatus};

use crate::child;

/// The ending of a child.
#[derive(Debug, PartialEq, Eq)]
pub enum Ending {
    /// It ended with this exit status.
    Status(i32),
    /// This signal killed it.
    Signal(Signal),
}

/// Runs each job in a child of its own. Returns the endings, in the order of
/// the jobs.
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
