//! The processes that run, and their end when this one is told to end.

use std::collections::BTreeMap;
use std::io;
use std::process::{self, Child, Command, ExitStatus};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{progress, system};

/// What a program ends with that Ctrl-C has ended, as shells have it. Which
/// signal it was is not told.
const INTERRUPTED: i32 = 130;

/// The processes that this one has started, by id.
static RUNNING: Mutex<BTreeMap<u32, Child>> = Mutex::new(BTreeMap::new());

/// From now on, Ctrl-C ends this process and all that it has started, and so do
/// SIGTERM and a terminal that is closed: not every system ends those that a
/// process has started together with it.
pub(crate) fn listen() -> Result<(), ctrlc::Error> {
    command_line::listen_unless_ignored(|| ctrlc::set_handler(end_all))
}

fn end_all() {
    // Never unlocked again: nobody is to see what was killed here and call
    // it a failure, nor start another process.
    let mut running = running();
    for child in running.values_mut() {
        end(child);
    }
    progress::clear();
    process::exit(INTERRUPTED);
}

/// A process that is ended when this is dropped, with all that it has started.
#[derive(Debug)]
pub(crate) struct Process {
    pub(crate) id: u32,
}

impl Process {
    /// Starts a process, and hands its pipes to `take`.
    pub(crate) fn start<T>(
        command: &mut Command,
        take: impl FnOnce(&mut Child) -> T,
    ) -> io::Result<(Process, T)> {
        system::in_a_group_of_its_own(command);
        let mut running = running();
        let mut child = command.spawn()?;
        let id = child.id();
        let taken = take(&mut child);
        running.insert(id, child);
        Ok((Process { id }, taken))
    }

    /// How it has ended, if it has.
    pub(crate) fn try_wait(&self) -> io::Result<Option<ExitStatus>> {
        match running().get_mut(&self.id) {
            Some(child) => child.try_wait(),
            None => Ok(None),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(mut child) = running().remove(&self.id) {
            end(&mut child);
            // It is gone: there is nothing to wait for, and nobody to tell.
            let _ = child.wait();
        }
    }
}

fn end(child: &mut Child) {
    system::end_group(child.id());
    // Fails where it has ended already.
    let _ = child.kill();
}

fn running() -> MutexGuard<'static, BTreeMap<u32, Child>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}
