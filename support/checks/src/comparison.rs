//! Checks of a comparison: its options, its tables as data, and the end of its
//! processes.

use std::collections::BTreeSet;
use std::process::{Child, Stdio};

use serde_json::Value;

use crate::processes::{children, kill, wait_until_gone};
use crate::program::{Program, Run, ended};
use crate::wait::until;

/// Returns the rows of the first table.
pub fn rows(json: &Value) -> Vec<Value> {
    json["tables"][0]["rows"].as_array().expect("rows").clone()
}

/// Returns the lines below the first table.
pub fn notes(json: &Value) -> Vec<&str> {
    let notes = json["tables"][0]["notes"].as_array().expect("notes");
    let notes = notes.iter().map(|note| note.as_str().expect("a line"));
    notes.collect()
}

/// Row, processes and threads of one version.
#[derive(Debug)]
pub struct Seen {
    /// Its row.
    pub row: Value,
    /// Processes that did work.
    pub processes: BTreeSet<String>,
    /// Threads that did work.
    pub threads: BTreeSet<String>,
    /// Number of answers of all threads, if they are counted.
    pub answers: usize,
}

impl Program {
    /// Checks that an option only takes whole numbers from 1 to `most`.
    pub fn takes_numbers(self, option: &str, most: u64) {
        let end = format!("a whole number, 1 to {most}, is needed");
        let above = (most + 1).to_string();
        for mistake in ["0", "-3", &above, "1e3", "ten", "2.5", ""] {
            self.refuses(&[option, mistake], &end);
        }
        self.refuses(&[option, "99999999999999999999"], &end);
    }

    /// Checks that an option only takes seconds from 0.001 to 10.
    pub fn takes_seconds(self, option: &str) {
        let end = "seconds, 0.001 to 10, are needed";
        for mistake in ["0", "-1", "11", "nan", "inf", "soon", ""] {
            self.refuses(&[option, mistake], end);
        }
    }

    /// Checks that the versions in Python have the same answers as those in
    /// Rust. No row may fail, and `versions` has the number of Python rows per
    /// table.
    pub fn python_agrees(self, arguments: &[&str], versions: &[usize]) {
        if crate::python().is_none() {
            return;
        }
        let json = self.json(&[arguments, &["--python"]].concat());
        let tables = json["tables"].as_array().expect("tables");
        assert_eq!(tables.len(), versions.len());
        for (table, versions) in tables.iter().zip(versions) {
            let rows = table["rows"].as_array().expect("rows");
            let in_python = |row: &&Value| row["language"] == "Python";
            assert_eq!(rows.iter().filter(in_python).count(), *versions);
            for row in rows {
                assert_eq!(row["failure"], Value::Null, "{row}");
            }
        }
    }

    /// Runs one version with `--identities`, and returns what the rows show.
    pub fn seen(self, version: &str, arguments: &[&str]) -> Seen {
        let only = ["--identities", "--only", version];
        let json = self.json(&[arguments, &only].concat());
        let mut seen = Seen {
            row: rows(&json).remove(0),
            processes: BTreeSet::new(),
            threads: BTreeSet::new(),
            answers: 0,
        };
        assert_eq!(seen.row["failure"], Value::Null);
        for line in notes(&json) {
            let Some((_, identity)) = line.split_once(" process ") else {
                continue;
            };
            let mut words = identity.split_whitespace();
            let process = words.next().expect("an id").to_owned();
            let thread = words.next().expect("an id");
            let answers = words.next().map(|it| it.parse().expect("a count"));
            seen.threads.insert(format!("{process} {thread}"));
            seen.processes.insert(process);
            seen.answers += answers.unwrap_or(0);
        }
        seen
    }
}

impl Seen {
    /// Checks its number of threads or processes, which only Linux reports.
    pub fn has(&self, count: usize, what: &str) {
        if cfg!(target_os = "linux") {
            assert_eq!(self.row[what], count, "{:?}", self.row);
        }
    }
}

/// A long run of the version with worker processes.
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
            let versions = children(child.id());
            workers = versions.into_iter().flat_map(children).collect();
            workers.len() == 3 && workers.iter().all(|id| is_busy(*id))
        });
        Running { child, workers }
    }

    /// Kills one of the workers. Checks that the row reports it, and that no
    /// worker is left.
    pub fn row_reports_a_killed_worker(self) {
        kill("KILL", self.workers[1]);
        let Run { status, stdout, .. } = ended(self.child);
        assert_eq!(status.code(), Some(1));
        let row = "processes (3)         failed: a worker process ended \
                   before it had answered: ";
        assert!(stdout.contains(row), "{stdout}");
        wait_until_gone(&self.workers);
    }

    /// Interrupts it. Checks that all processes that it has started end, too.
    pub fn ctrl_c_leaves_nothing(mut self) {
        let mut started = self.workers;
        started.extend(children(self.child.id()));
        kill("INT", self.child.id());
        let status = self.child.wait().expect("it was started");
        assert_eq!(status.code(), Some(130));
        wait_until_gone(&started);
    }
}
