//! Measurements of one version.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::row::{Language, Row};

/// A row and its outcome.
#[derive(Debug, Clone)]
pub struct Measured<Work, Answer> {
    /// The row.
    pub row: Row<Work>,
    /// Figures of the median run and the answer, or the reason for a failure.
    pub outcome: Result<(Figures, Answer), Failure>,
    /// The wall times of all runs, ascending.
    pub walls: Vec<Duration>,
    /// Wall time of the first row ÷ that of this one. None if one of them
    /// failed.
    pub speedup: Option<f64>,
}

/// Returns the first row of a version in Rust, if it was run.
pub fn find<'rows, Work, Answer>(
    rows: &'rows [Measured<Work, Answer>],
    version: &str,
) -> Option<&'rows Measured<Work, Answer>> {
    find_in(rows, version, Language::Rust)
}

/// Returns the first row of a version in a language, if it was run.
pub fn find_in<'rows, Work, Answer>(
    rows: &'rows [Measured<Work, Answer>],
    version: &str,
    language: Language,
) -> Option<&'rows Measured<Work, Answer>> {
    let is_it = |row: &&Measured<Work, Answer>| {
        row.row.version == version && row.row.language == language
    };
    rows.iter().find(is_it)
}

impl<Work, Answer> Measured<Work, Answer> {
    /// Returns the figures of the median run, unless it failed.
    pub fn figures(&self) -> Option<&Figures> {
        self.outcome.as_ref().ok().map(|(figures, _)| figures)
    }

    /// Returns the wall time of the median run in seconds, unless it failed.
    pub fn wall(&self) -> Option<f64> {
        Some(self.figures()?.wall.as_secs_f64())
    }

    /// Returns the answer, unless the row failed.
    pub fn answer(&self) -> Option<&Answer> {
        self.outcome.as_ref().ok().map(|(_, answer)| answer)
    }

    /// Returns the third quartile of the wall times ÷ the first. None below
    /// four runs.
    pub fn spread(&self) -> Option<f64> {
        let runs = self.walls.len();
        if runs < 4 {
            return None;
        }
        let quartile = |nth: usize| self.walls[(runs - 1) * nth / 4];
        Some(quartile(3).as_secs_f64() / quartile(1).as_secs_f64())
    }
}

/// Figures of one run. A figure is None if the system does not report it, or if
/// the run was too short to be sampled from outside.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// Wall time.
    pub wall: Duration,
    /// CPU time in the program, of the version's process and of the workers
    /// that it has waited for.
    pub user: Option<Duration>,
    /// CPU time in the kernel, of the same processes.
    pub system: Option<Duration>,
    /// Peak resident bytes. With worker processes, the sum of all peaks; shared
    /// pages count in each.
    pub peak_memory: Option<u64>,
    /// Peak bytes of page tables, which the kernel keeps for the processes.
    pub page_tables: Option<u64>,
    /// Peak number of threads, in all its processes.
    pub threads: Option<u64>,
    /// Peak number of processes: 1 without workers.
    pub processes: Option<u64>,
    /// Page faults: first uses of a page that the kernel then has to find and
    /// zero.
    pub page_faults: Option<u64>,
    /// Number of times that a thread gave up its core, to wait.
    pub voluntary_switches: Option<u64>,
    /// Number of times that the kernel preempted a thread.
    pub involuntary_switches: Option<u64>,
    /// Number of requests that the server saw.
    pub requests: Option<u64>,
    /// Peak number of requests waiting at the server.
    pub in_flight: Option<u64>,
    /// CPU time of the server's process, which shares the cores.
    pub server_cpu: Option<Duration>,
    /// Wall time from the start of an interpreter to the start of the work,
    /// imports included.
    pub start_up: Option<Duration>,
}

impl Figures {
    /// Returns the CPU time in the program and in the kernel.
    pub fn cpu(&self) -> Option<Duration> {
        Some(self.user? + self.system?)
    }

    /// Returns the number of all context switches.
    pub fn switches(&self) -> Option<u64> {
        Some(self.voluntary_switches? + self.involuntary_switches?)
    }
}

/// Reason why a row has no figures.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// The version returned an error.
    Error(String),
    /// The version panicked.
    Panic(String),
    /// Its process ended without an answer, by a signal or by itself.
    Ended(String),
    /// It was still running when its time was up.
    Deadline(Duration),
    /// Its answer is not the expected one.
    WrongAnswer(String),
    /// Its process or its server could not be started.
    NotStarted(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Error(cause) => write!(out, "failed: {cause}"),
            Failure::Panic(message) => write!(out, "panicked: {message}"),
            Failure::Ended(how) => write!(out, "ended without answer: {how}"),
            Failure::Deadline(deadline) => {
                let seconds = deadline.as_secs_f64();
                write!(out, "ended after {seconds:.1} s, still at work")
            }
            Failure::WrongAnswer(how) => write!(out, "wrong answer: {how}"),
            Failure::NotStarted(cause) => write!(out, "not started: {cause}"),
        }
    }
}
