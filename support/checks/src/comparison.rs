//! What is asked of a comparison: its tables as data, and how it and its
//! workers end.

use std::process::{Child, Stdio};

use serde_json::Value;

use crate::processes::{children, kill, wait_until_gone};
use crate::{Program, Run, ended, until};

/// The rows of the first table.
pub fn rows(json: &Value) -> Vec<Value> {
    json["tables"][0]["rows"].as_array().expect("rows").clone()
}

/// The lines below the first table.
pub fn notes(json: &Value) -> Vec<&str> {
    let notes = json["tables"][0]["notes"].as_array().expect("notes");
    let notes = notes.iter().map(|note| note.as_str().expect("a line"));
    notes.collect()
}

/// A run of worker processes alone that takes long.
#[derive(Debug)]
pub struct Running {
    child: Child,
    workers: Vec<u32>,
}

impl Running {
    /// Starts it, with three workers, and waits until each `is_busy`.
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

    /// Kills one of the workers: a row says so, and no worker is left.
    pub fn row_tells_of_a_killed_worker(self) {
        kill("KILL", self.workers[1]);
        let Run { status, stdout, .. } = ended(self.child);
        assert_eq!(status.code(), Some(1));
        let row = "processes (3)         failed: a worker process ended \
                   before it had answered: ";
        assert!(stdout.contains(row), "{stdout}");
        wait_until_gone(&self.workers);
    }

    /// Interrupts it: it ends, and so does all that it has started.
    pub fn ctrl_c_leaves_nothing(mut self) {
        let mut started = self.workers;
        started.extend(children(self.child.id()));
        kill("INT", self.child.id());
        let status = self.child.wait().expect("it was started");
        assert_eq!(status.code(), Some(130));
        wait_until_gone(&started);
    }
}
