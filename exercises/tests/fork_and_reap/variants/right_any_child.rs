use std::collections::HashMap;

use nix::sys::signal::Signal;
use nix::sys::wait::{self, WaitStatus};

use crate::child;

#[derive(Debug, PartialEq, Eq)]
pub enum Ending {
    Status(i32),
    Signal(Signal),
}

pub fn run_all(jobs: &[fn() -> u8]) -> nix::Result<Vec<Ending>> {
    let mut children = HashMap::new();
    for (index, job) in jobs.iter().enumerate() {
        // SAFETY: this process has one thread.
        children.insert(unsafe { child::fork(*job) }?, index);
    }
    let mut endings: Vec<Option<Ending>> = Vec::new();
    endings.resize_with(jobs.len(), || None);
    while !children.is_empty() {
        let status = wait::wait()?;
        let index = status.pid().and_then(|child| children.remove(&child));
        endings[index.expect("a child of ours")] = Some(ending(status));
    }
    Ok(endings.into_iter().flatten().collect())
}

fn ending(status: WaitStatus) -> Ending {
    match status {
        WaitStatus::Exited(_, status) => Ending::Status(status),
        WaitStatus::Signaled(_, signal, _) => Ending::Signal(signal),
        other => panic!("the child has not ended: {other:?}"),
    }
}
