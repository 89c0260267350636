//! Exercise: forked children, and how they ended.
//!
//! `child::fork(job)` copies this process, and runs the job in the copy: the
//! child. What the job returns is the child's exit status. (It is `unsafe`: it
//! may be called only while the process has one thread, as this one has.)
//! Wait for each child, so that no zombie is left, and say how it ended, in the
//! order of the jobs: with a status, or killed by a signal. nix has
//! `nix::sys::wait::waitpid` for it.
//!
//! The page: book/src/fork_traps.md. Stuck? `cargo ex hint`

use nix::sys::signal::Signal;

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
        unsafe { child::fork(*job) }?;
        // TODO: it is not waited for, and 0 is a guess.
        endings.push(Ending::Status(0));
    }
    Ok(endings)
}
