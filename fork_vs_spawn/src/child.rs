//! Forking, and waiting for the forked child.

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

/// Copies this process, runs `work` in the copy and ends the copy.
///
/// Returns the id of the copy, only in the parent. The exit status of the copy
/// is 0, or the `errno` that `work` failed with.
///
/// # Errors
///
/// Returns an error if the kernel refuses to fork.
///
/// # Safety
///
/// `work` may make only async-signal-safe calls. It must not allocate, lock,
/// print or panic: another thread may have been doing that at the moment of the
/// fork, and in the copy it will never finish.
#[allow(unsafe_code, reason = "fork is what this program is about")]
pub unsafe fn fork(work: impl FnOnce() -> nix::Result<()>) -> Result<Pid> {
    // Buffered text would be copied with the rest and printed twice.
    io::stdout().flush().context("could not write the output")?;

    let parent = unistd::getpid();
    // SAFETY: the child makes only async-signal-safe calls, as the caller has
    // promised for `work`.
    match unsafe { unistd::fork() }.context("could not fork")? {
        ForkResult::Parent { child } => Ok(child),
        ForkResult::Child => {
            end_with(parent);
            // A panic must not leave this function: the copy would carry on in
            // `main` as if it were the parent.
            let status = match panic::catch_unwind(AssertUnwindSafe(work)) {
                Ok(Ok(())) => 0,
                Ok(Err(errno)) => errno as i32,
                Err(_panic) => Errno::EIO as i32,
            };
            // SAFETY: `_exit` may be called anywhere, and ends the process
            // without running any code of the parent.
            unsafe { libc::_exit(status) }
        }
    }
}

/// Makes the kernel kill this child when the thread that forked it ends, which
/// happens at the latest when the parent ends.
#[cfg(target_os = "linux")]
#[allow(unsafe_code, reason = "the child ends without coming back")]
fn end_with(parent: Pid) {
    // If it fails, the kernel is too old for the rest of this program, too.
    nix::sys::prctl::set_pdeathsig(Signal::SIGKILL).ok();
    if unistd::getppid() != parent {
        // SAFETY: `_exit` may be called anywhere.
        unsafe { libc::_exit(1) }
    }
}

/// Other systems have no such call. Their children end soon by themselves.
#[cfg(not(target_os = "linux"))]
fn end_with(_parent: Pid) {}

/// Waits until a child has ended, which removes it from the process table.
///
/// # Errors
///
/// Returns an error if the child failed or was killed by a signal.
pub fn wait(pid: Pid) -> Result<()> {
    match wait::waitpid(pid, None).context("could not wait for a child")? {
        WaitStatus::Exited(_, 0) => Ok(()),
        WaitStatus::Exited(_, status) => {
            bail!("child {pid} failed with {}", Errno::from_raw(status))
        }
        WaitStatus::Signaled(_, Signal::SIGKILL, _) => bail!(
            "child {pid} was killed by SIGKILL, probably because memory ran \
             out: close other programs and try again"
        ),
        WaitStatus::Signaled(_, signal, _) => {
            bail!("child {pid} was killed by {signal}; try again")
        }
        other => bail!("child {pid} has not ended: {other:?}"),
    }
}

/// Prints one line from a forked child. It may not use `println!`, because that
/// takes a lock.
pub fn say(line: impl Display) -> nix::Result<()> {
    let mut buffer = [0; 128];
    let mut free = &mut buffer[..];
    writeln!(free, "{line}").map_err(|_too_long| Errno::EMSGSIZE)?;
    let unused = free.len();
    let length = buffer.len() - unused;
    match unistd::write(io::stdout(), &buffer[..length]) {
        // The reader has gone. The parent will notice, too, and end.
        Ok(_) | Err(Errno::EPIPE) => Ok(()),
        Err(errno) => Err(errno),
    }
}
