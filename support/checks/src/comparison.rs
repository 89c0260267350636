//! What is asked of a comparison: its tables as data, and how it and its
//! workers end.

use std::collections::BTreeSet;
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

impl Program {
    /// `--help` explains each column of its tables, and no other.
    pub fn explains_its_columns(self, arguments: &[&str]) {
        let help = self.printed(&["--help"]);
        let (_, figures) = help.split_once("\nFigures:\n").expect("figures");
        let lines = figures.lines().map_while(|line| line.strip_prefix("  "));
        // A heading has one blank in it at most, and several behind it.
        let explained = lines
            .filter_map(|line| line.split_once("  "))
            .map(|(heading, _)| heading.to_owned());
        let explained: BTreeSet<String> = explained.collect();
        let json = self.json(arguments);
        let tables = json["tables"].as_array().expect("tables").iter();
        let rows = tables.map(|table| &table["rows"][0]["columns"]);
        let columns = rows.filter_map(Value::as_object);
        let shown = columns.flat_map(|columns| columns.keys().cloned());
        assert_eq!(explained, shown.collect::<BTreeSet<String>>(), "{help}");
    }
}
