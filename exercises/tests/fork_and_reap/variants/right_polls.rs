use std::thread;
use std::time::Duration;

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
        endings.push(loop {
            match wait::waitpid(child, Some(WaitPidFlag::WNOHANG))? {
                WaitStatus::Exited(_, status) => break Ending::Status(status),
                WaitStatus::Signaled(_, signal, _) => {
                    break Ending::Signal(signal);
                }
                _ => thread::sleep(Duration::from_millis(5)),
            }
        });
    }
    Ok(endings)
}
