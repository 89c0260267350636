// Fails: 2 of 3 children were left when `run_all` returned, 2 of them zombies
use nix::sys::signal::Signal;
use nix::sys::wait::{self, WaitStatus};

use crate::child;

#[derive(Debug, PartialEq, Eq)]
pub enum Ending {
    Status(i32),
    Signal(Signal),
}

pub fn run_all(jobs: &[fn() -> u8]) -> nix::Result<Vec<Ending>> {
    let mut children = Vec::new();
    for job in jobs {
        // SAFETY: this process has one thread.
        children.push(unsafe { child::fork(*job) }?);
    }
    let mut endings = Vec::new();
    for child in children {
        match wait::waitpid(child, None)? {
            WaitStatus::Exited(_, status) => {
                endings.push(Ending::Status(status));
            }
            WaitStatus::Signaled(_, signal, _) => {
                endings.push(Ending::Signal(signal));
                return Ok(endings);
            }
            other => panic!("the child has not ended: {other:?}"),
        }
    }
    Ok(endings)
}
