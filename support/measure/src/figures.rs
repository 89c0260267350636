//! What is measured of a version.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::row::{Language, Row};

/// A row, and what became of it.
#[derive(Debug, Clone)]
pub struct Measured<Work, Answer> {
    /// What was run.
    pub row: Row<Work>,
    /// What the median run took, and the answer; or why there is none.
    pub outcome: Result<(Figures, Answer), Failure>,
    /// The wall times of all runs, ascending.
    pub walls: Vec<Duration>,
    /// The first row's wall time, divided by this one's. None where one of them
    /// has failed.
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
    /// What the median run took, unless it failed.
    pub fn figures(&self) -> Option<&Figures> {
        self.outcome.as_ref().ok().map(|(figures, _)| figures)
    }

    /// The seconds on the wall of the median run, unless it failed.
    pub fn wall(&self) -> Option<f64> {
        Some(self.figures()?.wall.as_secs_f64())
    }

    /// The answer, unless it failed.
    pub fn answer(&self) -> Option<&Answer> {
        self.outcome.as_ref().ok().map(|(_, answer)| answer)
    }

    /// The third quartile of the wall times, divided by the first. None below
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

/// What one run took. What the system does not tell is None, and so is what is
/// seen by looking from outside, where the run was too short for that.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// Time on the wall.
    pub wall: Duration,
    /// Time of the CPU in the program, of the version's process and of the workers
    /// that it has waited for.
    pub user: Option<Duration>,
    /// Time of the CPU in the kernel, of the same.
    pub system: Option<Duration>,
    /// The most bytes that were resident. Where there are worker processes, the
    /// sum of what each had at its peak; what they share counts in each.
    pub peak_memory: Option<u64>,
    /// The most bytes of page tables, which the kernel keeps for the processes.
    pub page_tables: Option<u64>,
    /// The most threads at one time, in all its processes.
    pub threads: Option<u64>,
    /// The most processes at one time: 1 without workers.
    pub processes: Option<u64>,
    /// How often a page of memory was used that the kernel had yet to give: each
    /// costs the time to find one and to fill it with zeros.
    pub page_faults: Option<u64>,
    /// How often a thread gave up its core, to wait for something.
    pub voluntary_switches: Option<u64>,
    /// How often the kernel took a thread's core away.
    pub involuntary_switches: Option<u64>,
    /// How many requests the site saw.
    pub requests: Option<u64>,
    /// The most requests that waited at the site at one time.
    pub in_flight: Option<u64>,
    /// CPU time of the site's process: it has the same cores.
    pub server_cpu: Option<Duration>,
    /// Wall time from the start of an interpreter to that of the work: it
    /// starts, and imports what the version needs.
    pub start_up: Option<Duration>,
}

impl Figures {
    /// Time of the CPU, in the program and in the kernel.
    pub fn cpu(&self) -> Option<Duration> {
        Some(self.user? + self.system?)
    }

    /// All context switches.
    pub fn switches(&self) -> Option<u64> {
        Some(self.voluntary_switches? + self.involuntary_switches?)
    }
}

/// Why a row has no figures.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// The version returned an error.
    Error(String),
    /// The version panicked.
    Panic(String),
    /// Its process ended without an answer: by a signal, or by itself.
    Ended(String),
    /// It was still at it when its time was over.
    Deadline(Duration),
    /// Its answer is not the expected one.
    WrongAnswer(String),
    /// Its process or its site could not be started.
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
