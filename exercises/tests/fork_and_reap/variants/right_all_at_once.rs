use nix::sys::signal::Signal;
use nix::sys::wait::{self, WaitStatus};

use crate::child;

#[derive(Debug, PartialEq, Eq)]
pub enum Ending {
    Status(i32),
    Signal(Signal),
}

pub fn run_all(jobs: &[fn() -> u8]) -> nix::Result<Vec<Ending>> {
    // SAFETY: this process has one thread.
    let children: Vec<_> = jobs
        .iter()
        .map(|job| unsafe { child::fork(*job) })
        .collect();
    let endings = children
        .into_iter()
        .map(|child| wait::waitpid(child?, None).map(ending));
    endings.collect()
}

fn ending(status: WaitStatus) -> Ending {
    match status {
        WaitStatus::Exited(_, status) => Ending::Status(status),
        WaitStatus::Signaled(_, signal, _) => Ending::Signal(signal),
        other => panic!("the child has not ended: {other:?}"),
    }
}
