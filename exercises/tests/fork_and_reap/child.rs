//! Forking: a copy of this process that runs a job and ends.

// Who never forks does not use it.
#![allow(dead_code)]

use std::panic;

use nix::libc;
use nix::unistd::{self, ForkResult, Pid};

/// Copies this process, calls `job` in the copy, and ends the copy with the
/// status that `job` returns. Returns the copy's id, in the parent alone.
///
/// # Errors
/// There is no room for another process.
///
/// # Safety
/// This process has one thread. Then nothing is half done in the copy, no lock
/// is held there by a thread that it lacks, and it may do what its parent may.
#[allow(unsafe_code, reason = "fork is what the exercise is about")]
pub unsafe fn fork(job: fn() -> u8) -> nix::Result<Pid> {
    let parent = unistd::getpid();
    // SAFETY: the caller has promised what this needs.
    match unsafe { unistd::fork() }? {
        ForkResult::Parent { child } => Ok(child),
        ForkResult::Child => {
            end_with(parent);
            let status = panic::catch_unwind(job).unwrap_or(u8::MAX);
            // SAFETY: `_exit` ends the process without running anything that
            // belongs to the parent, and may be called anywhere.
            unsafe { libc::_exit(status.into()) }
        }
    }
}

/// Makes the kernel kill this child when the thread that forked it ends: with
/// the parent at the latest, whatever ends that.
#[cfg(target_os = "linux")]
#[allow(unsafe_code, reason = "the child ends without coming back")]
fn end_with(parent: Pid) {
    nix::sys::prctl::set_pdeathsig(nix::sys::signal::Signal::SIGKILL).ok();
    if unistd::getppid() != parent {
        // SAFETY: `_exit` may be called anywhere.
        unsafe { libc::_exit(1) }
    }
}

/// Other systems have no such call; what the children do there soon ends.
#[cfg(not(target_os = "linux"))]
fn end_with(_parent: Pid) {}
