//! Forking, and waiting for what was forked.

use std::{
    fmt::Display,
    io::{self, Write},
    panic::{self, AssertUnwindSafe},
};

use anyhow::{Context, Result, bail};
use nix::{
    errno::Errno,
    libc,
    sys::{
        signal::Signal,
        wait::{self, WaitStatus},
    },
    unistd::{self, ForkResult, Pid},
};

/// Copies this process, does `work` in the copy and ends the copy there.
///
/// Returns the copy's id, in the parent alone. The copy's exit status is 0, or
/// the `errno` that `work` failed with.
///
/// # Safety
/// `work` makes async-signal-safe calls alone. It does not allocate, lock,
/// print or panic: another thread may have been doing just that at the moment
/// of the fork, and in the copy it will never finish.
#[allow(unsafe_code, reason = "fork is what this program is about")]
pub unsafe fn fork(work: impl FnOnce() -> nix::Result<()>) -> Result<Pid> {
    // Text waiting in the buffer would be copied, and might come out twice.
    io::stdout().flush().context("could not write the output")?;

    let parent = unistd::getpid();
    // SAFETY: the child makes async-signal-safe calls alone, as its caller
    // has promised for `work`.
    match unsafe { unistd::fork() }.context("could not fork")? {
        ForkResult::Parent { child } => Ok(child),
        ForkResult::Child => {
            end_with(parent);
            // Should it panic all the same, that must not leave this function:
            // the copy would go on in `main` as if it were the parent.
            let status = match panic::catch_unwind(AssertUnwindSafe(work)) {
                Ok(Ok(())) => 0,
                Ok(Err(errno)) => errno as i32,
                Err(_panic) => Errno::EIO as i32,
            };
            // SAFETY: `_exit` ends the process without running anything that
            // belongs to the parent, and may be called anywhere.
            unsafe { libc::_exit(status) }
        }
    }
}

/// Makes the kernel kill this child when the thread that forked it ends: with
/// the parent at the latest, whatever ends that.
#[cfg(target_os = "linux")]
#[allow(unsafe_code, reason = "the child ends without coming back")]
fn end_with(parent: Pid) {
    // A kernel that does not know this has no /proc that the rest needs.
    nix::sys::prctl::set_pdeathsig(Signal::SIGKILL).ok();
    if unistd::getppid() != parent {
        // SAFETY: `_exit` may be called anywhere.
        unsafe { libc::_exit(1) }
    }
}

/// Other systems have no such call; what children do there soon ends.
#[cfg(not(target_os = "linux"))]
fn end_with(_parent: Pid) {}

/// Waits until a child has ended, and with that removes it from the system.
///
/// # Errors
/// The child failed, or a signal killed it.
pub fn wait(pid: Pid) -> Result<()> {
    match wait::waitpid(pid, None).context("could not wait for a child")? {
        WaitStatus::Exited(_, 0) => Ok(()),
        WaitStatus::Exited(_, status) => {
            bail!("child {pid} failed with {}", Errno::from_raw(status))
        }
        WaitStatus::Signaled(_, Signal::SIGKILL, _) => bail!(
            "child {pid} was killed by SIGKILL; unless somebody did that, \
             memory ran out: close other programs and try again"
        ),
        WaitStatus::Signaled(_, signal, _) => {
            bail!("child {pid} was killed by {signal}; try again")
        }
        other => bail!("child {pid} has not ended: {other:?}"),
    }
}

/// Prints one line from a forked child, which may not use `println!`: that
/// takes a lock.
pub fn say(line: impl Display) -> nix::Result<()> {
    let mut buffer = [0; 128];
    let mut free = &mut buffer[..];
    writeln!(free, "{line}").map_err(|_too_long| Errno::EMSGSIZE)?;
    let unused = free.len();
    let length = buffer.len() - unused;
    match unistd::write(io::stdout(), &buffer[..length]) {
        // Nobody reads any more: the parent will notice, and end.
        Ok(_) | Err(Errno::EPIPE) => Ok(()),
        Err(errno) => Err(errno),
    }
}
