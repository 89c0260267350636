//! Forking: a copy of this process that runs a job and ends.

// A solution that never forks does not use it.
#![allow(dead_code)]

use std::panic;

use nix::libc;
use nix::unistd::{self, ForkResult, Pid};

/// Copies this process, calls `job` in the copy, and ends the copy with the
/// status that `job` returns. Returns the copy's id, in the parent alone.
///
/// # Errors
/// Returns an error if the OS cannot start another process.
///
/// # Safety
/// This process must have a single thread. Then nothing is half done in the
/// copy, no lock is held there by a thread that does not exist in it, and it
/// may do anything that its parent may.
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

/// Makes the kernel kill this child when the thread that forked it ends, at the
/// latest with the parent, however that ends.
#[cfg(target_os = "linux")]
#[allow(unsafe_code, reason = "the child ends without coming back")]
fn end_with(parent: Pid) {
    nix::sys::prctl::set_pdeathsig(nix::sys::signal::Signal::SIGKILL).ok();
    if unistd::getppid() != parent {
        // SAFETY: `_exit` may be called anywhere.
        unsafe { libc::_exit(1) }
    }
}

/// Does nothing: other systems have no such call, and the children there end
/// soon.
#[cfg(not(target_os = "linux"))]
fn end_with(_parent: Pid) {}
