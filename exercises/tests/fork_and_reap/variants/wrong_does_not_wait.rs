// Fails: (the first job ended last); got [Status(0)
use nix::sys::signal::Signal;
use nix::sys::wait::{self, WaitPidFlag, WaitStatus};

use crate::child;

#[derive(Debug, PartialEq, Eq)]
pub enum Ending {
    Status(i32),
    Signal(Signal),
}

pub fn run_all(jobs: &[fn() -> u8]) -> nix::Result<Vec<Ending>> {
    let mut endings = Vec::new();
    for job in jobs {
        // SAFETY: this process has one thread.
        let child = unsafe { child::fork(*job) }?;
        let status = wait::waitpid(child, Some(WaitPidFlag::WNOHANG))?;
        endings.push(match status {
            WaitStatus::Exited(_, status) => Ending::Status(status),
            WaitStatus::Signaled(_, signal, _) => Ending::Signal(signal),
            // It has not ended yet.
            _ => Ending::Status(0),
        });
    }
    Ok(endings)
}
