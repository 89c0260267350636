//! The processes that `cargo ex` starts, and how they end if it is ended.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::process::{
    Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio,
};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{process, thread};

use crate::processes;

/// Longest time for judges to end their own children.
const PATIENCE: Duration = Duration::from_secs(2);

/// The processes that run now.
static RUNNING: Mutex<Running> = Mutex::new(Running {
    cargo: None,
    judges: BTreeMap::new(),
});

struct Running {
    cargo: Option<u32>,
    /// The stdin of each judge, which ends when it is closed.
    judges: BTreeMap<u32, Option<ChildStdin>>,
}

fn running() -> MutexGuard<'static, Running> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A cargo process.
pub struct Cargo(Child);

impl Cargo {
    pub fn start(command: &mut Command) -> io::Result<Cargo> {
        let mut running = running();
        let child = command.spawn()?;
        running.cargo = Some(child.id());
        Ok(Cargo(child))
    }

    /// Returns its stdout and stderr.
    pub fn streams(&mut self) -> (ChildStdout, ChildStderr) {
        let stdout = self.0.stdout.take().expect("a pipe");
        (stdout, self.0.stderr.take().expect("a pipe"))
    }

    pub fn wait(mut self) -> io::Result<ExitStatus> {
        let status = self.0.wait();
        running().cargo = None;
        status
    }
}

/// Runs a judge to its end. Returns its status and its output.
pub fn judge(mut command: Command) -> io::Result<(ExitStatus, String)> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    own_group(&mut command);
    let mut child = {
        let mut running = running();
        let mut child = command.spawn()?;
        running.judges.insert(child.id(), child.stdin.take());
        child
    };
    let mut said = Vec::new();
    let stdout = child.stdout.take();
    let read = stdout.map(|mut stdout| stdout.read_to_end(&mut said));
    let status = child.wait();
    let mut running = running();
    running.judges.remove(&child.id());
    if status.as_ref().is_ok_and(|status| status.code().is_none()) {
        end_orphans(&running);
    }
    drop(running);
    read.transpose()?;
    Ok((status?, String::from_utf8_lossy(&said).into_owned()))
}

/// Ends the processes that a killed judge left behind.
fn end_orphans(running: &Running) {
    let roots = running.judges.keys().copied().chain(running.cargo);
    let kept: Vec<u32> = roots
        .flat_map(|id| [vec![id], processes::descendants(id)].concat())
        .collect();
    let all = processes::descendants(process::id()).into_iter();
    all.filter(|id| !kept.contains(id)).for_each(processes::end);
}

/// Ends all of them for good: no process starts after this.
pub fn end() {
    let mut running = running();
    if let Some(cargo) = running.cargo {
        let compilers = processes::descendants(cargo);
        processes::end(cargo);
        compilers.into_iter().for_each(processes::end);
    }
    running.judges.values_mut().for_each(|stdin| *stdin = None);
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end
        && !processes::descendants(process::id()).is_empty()
    {
        thread::sleep(Duration::from_millis(5));
    }
    std::mem::forget(running);
}

/// Gives a command its own group: signals to one group reach no other.
#[cfg(unix)]
pub fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;

    command.process_group(0);
}

#[cfg(not(unix))]
pub fn own_group(_command: &mut Command) {}
