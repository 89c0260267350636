// Fails: , Signal(SIGKILL)]
use nix::sys::signal::Signal;
use nix::sys::wait::{self, WaitStatus};

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
        endings.push(match wait::waitpid(child, None)? {
            WaitStatus::Exited(_, status) => Ending::Status(status),
            // Most killed processes are killed by SIGKILL, but not all.
            WaitStatus::Signaled(..) => Ending::Signal(Signal::SIGKILL),
            other => panic!("the child has not ended: {other:?}"),
        });
    }
    Ok(endings)
}
