// Fails: in the order of the jobs (the first job ended last); got [Status(
use nix::sys::signal::Signal;
use nix::sys::wait::{self, WaitStatus};

use crate::child;

#[derive(Debug, PartialEq, Eq)]
pub enum Ending {
    Status(i32),
    Signal(Signal),
}

pub fn run_all(jobs: &[fn() -> u8]) -> nix::Result<Vec<Ending>> {
    for job in jobs {
        // SAFETY: this process has one thread.
        unsafe { child::fork(*job) }?;
    }
    // `wait` takes whichever child ends first.
    jobs.iter().map(|_| wait::wait().map(ending)).collect()
}

fn ending(status: WaitStatus) -> Ending {
    match status {
        WaitStatus::Exited(_, status) => Ending::Status(status),
        WaitStatus::Signaled(_, signal, _) => Ending::Signal(signal),
        other => panic!("the child has not ended: {other:?}"),
    }
}
