//! The running processes, and how they end together with this one.

use std::collections::BTreeMap;
use std::io;
use std::process::{self, Child, Command, ExitStatus};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::system::Group;
use crate::{progress, scratch};

/// Exit status after Ctrl-C, the same as in a shell.
const INTERRUPTED: i32 = 130;

/// The processes that this one has started, by id.
static RUNNING: Mutex<BTreeMap<u32, (Child, Group)>> =
    Mutex::new(BTreeMap::new());

/// Makes Ctrl-C, SIGTERM and a closed terminal end this process and all that it
/// has started, because not every OS ends the children of a process with it.
pub(crate) fn listen() -> Result<(), ctrlc::Error> {
    command_line::listen_unless_ignored(|| ctrlc::set_handler(end_all))
}

fn end_all() {
    // This lock is never released: no other thread may report the killed
    // processes as failures, or start another one.
    let mut running = running();
    for process in running.values_mut() {
        end(process);
    }
    scratch::remove_all();
    progress::clear();
    process::exit(INTERRUPTED);
}

/// A process that is ended when this is dropped, with all that it has started.
#[derive(Debug)]
pub(crate) struct Process {
    pub(crate) id: u32,
}

impl Process {
    /// Starts a process, and passes its pipes to `take`.
    pub(crate) fn start<T>(
        command: &mut Command,
        take: impl FnOnce(&mut Child) -> T,
    ) -> io::Result<(Process, T)> {
        Group::prepare(command);
        let mut running = running();
        let mut child = command.spawn()?;
        let group = Group::of(&child);
        let id = child.id();
        let taken = take(&mut child);
        running.insert(id, (child, group));
        Ok((Process { id }, taken))
    }

    /// Returns its exit status, if it has ended.
    pub(crate) fn try_wait(&self) -> io::Result<Option<ExitStatus>> {
        match running().get_mut(&self.id) {
            Some((child, _)) => child.try_wait(),
            None => Ok(None),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(mut process) = running().remove(&self.id) {
            end(&mut process);
            // The process is gone, so this error has no reader.
            let _ = process.0.wait();
        }
    }
}

fn end((child, group): &mut (Child, Group)) {
    group.end();
    // This fails if it has ended already.
    let _ = child.kill();
}

fn running() -> MutexGuard<'static, BTreeMap<u32, (Child, Group)>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}
