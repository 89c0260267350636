//! The processes of a running comparison, by what the kernel tells of them.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::{Program, text};

/// How long something is waited for that must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A run of worker processes alone that takes long.
#[derive(Debug)]
pub struct Running {
    child: Child,
    workers: Vec<u32>,
}

impl Running {
    /// Starts it, with three workers, and waits until each `is_busy`.
    ///
    /// # Panics
    ///
    /// Where they do not come.
    pub fn start(
        program: Program,
        arguments: &[&str],
        is_busy: fn(u32) -> bool,
    ) -> Running {
        let child = program
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut workers = Vec::new();
        until("its workers", || {
            let ways = children(child.id());
            workers = ways.into_iter().flat_map(children).collect();
            workers.len() == 3 && workers.iter().all(|id| is_busy(*id))
        });
        Running { child, workers }
    }

    /// Kills one of the workers, and looks that a row says so.
    ///
    /// # Panics
    ///
    /// Where none does, or where a worker is left.
    pub fn row_tells_of_a_killed_worker(self) {
        kill("KILL", self.workers[1]);
        let output = self.child.wait_with_output().expect("it was started");
        assert_eq!(output.status.code(), Some(1));
        let stdout = text(&output.stdout);
        let row = "processes (3)         failed: a worker process ended \
                   before it had answered: ";
        assert!(stdout.contains(row), "{stdout}");
        wait_until_gone(&self.workers);
    }

    /// Interrupts it, and looks that it ends, and all that it has started.
    ///
    /// # Panics
    ///
    /// Where it does not.
    pub fn ctrl_c_leaves_nothing(mut self) {
        let mut started = self.workers;
        started.extend(children(self.child.id()));
        kill("INT", self.child.id());
        let status = self.child.wait().expect("it was started");
        assert_eq!(status.code(), Some(130));
        wait_until_gone(&started);
    }
}

/// What the kernel says of a process behind its name: its state, its parent …
/// Nothing, where it has ended.
pub fn stat(id: u32) -> Vec<String> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat"));
    let stat = stat.unwrap_or_default();
    let (_, fields) = stat.rsplit_once(')').unwrap_or_default();
    fields.split_whitespace().map(str::to_owned).collect()
}

/// The processes that this one has started and that can still do something.
fn children(parent: u32) -> Vec<u32> {
    let parent = parent.to_string();
    let ids = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = ids.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let is_child = |id: &u32| {
        let stat = stat(*id);
        stat.get(1) == Some(&parent) && stat[0] != "Z"
    };
    ids.filter(is_child).collect()
}

fn kill(signal: &str, id: u32) {
    let status = Command::new("kill")
        .args(["-s", signal, &id.to_string()])
        .status();
    assert!(status.expect("there is kill").success());
}

fn wait_until_gone(ids: &[u32]) {
    let runs = |id: &u32| stat(*id).first().is_some_and(|state| state != "Z");
    until("the end of all", || !ids.iter().any(runs));
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < PATIENCE, "{what} did not come");
        thread::sleep(Duration::from_millis(10));
    }
}
