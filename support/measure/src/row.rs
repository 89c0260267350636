//! A version of the work, and a row of a table: a version and its input.

use std::time::Duration;

/// Time limit of a row that sets none.
const DEADLINE: Duration = Duration::from_secs(120);

/// One version of doing the work.
pub struct Version<Work, Answer> {
    /// Name of its file, as given to `--only`.
    pub name: &'static str,
    /// Description in one line without a full stop, for `--help`.
    pub about: &'static str,
    /// Kind of workers.
    pub workers: Workers,
    /// Name of the only table that has a row for it. None means every table.
    pub table: Option<&'static str>,
    /// Does the work. It reads no clock and prints nothing. None if only Python
    /// has this version.
    pub run: Option<fn(&Work) -> anyhow::Result<Answer>>,
}

/// Lists a version by the name of its file in `src/versions/`, whose function
/// `run` does the work.
#[macro_export]
#[allow(
    clippy::crate_in_macro_def,
    reason = "a version belongs to the package that lists it"
)]
macro_rules! version {
    ($name:ident, $workers:ident, $about:literal) => {
        $crate::Version::new(
            stringify!($name),
            $about,
            $crate::Workers::$workers,
            crate::versions::$name::run,
        )
    };
}

/// The workers of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workers {
    /// One thread.
    One,
    /// A thread per request or item.
    Each,
    /// A thread per core.
    Cores,
    /// A pool of threads.
    Threads,
    /// A pool of threads, after a row with one thread.
    OneAndThreads,
    /// A pool of processes.
    Processes,
}

impl<Work, Answer> Version<Work, Answer> {
    /// Returns a version with a row in every table.
    pub const fn new(
        name: &'static str,
        about: &'static str,
        workers: Workers,
        run: fn(&Work) -> anyhow::Result<Answer>,
    ) -> Version<Work, Answer> {
        Version {
            name,
            about,
            workers,
            table: None,
            run: Some(run),
        }
    }

    /// Returns a version that only Python has.
    pub const fn in_python(
        name: &'static str,
        about: &'static str,
        workers: Workers,
    ) -> Version<Work, Answer> {
        Version {
            name,
            about,
            workers,
            table: None,
            run: None,
        }
    }

    /// Returns the same version, with a row in this table only.
    pub const fn only_in(
        mut self,
        table: &'static str,
    ) -> Version<Work, Answer> {
        self.table = Some(table);
        self
    }

    /// Returns true if the table of this name has a row for it.
    pub fn is_in(&self, table: &str) -> bool {
        self.table.is_none_or(|only| only == table)
    }

    /// Returns its name in words: `thread pool`.
    pub fn label(&self) -> String {
        self.name.replace('_', " ")
    }
}

/// The language of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// A function of the program itself.
    Rust,
    /// A file of its own, which an interpreter runs.
    Python,
}

/// A version and its input.
#[derive(Debug, Clone)]
pub struct Row<Work> {
    /// The name of the version.
    pub version: &'static str,
    /// Its language.
    pub language: Language,
    /// Label at the start of the line. More than 20 characters make the table
    /// wider.
    pub label: String,
    /// Input of the version.
    pub work: Work,
    /// Time limit: a version that takes longer is ended, and counts as failed.
    pub deadline: Duration,
}

impl<Work> Row<Work> {
    /// Returns a row with the version's name as its label.
    pub fn new<Answer>(
        version: &Version<Work, Answer>,
        work: Work,
    ) -> Row<Work> {
        Row {
            version: version.name,
            language: match version.run {
                Some(_) => Language::Rust,
                None => Language::Python,
            },
            label: version.label(),
            work,
            deadline: DEADLINE,
        }
    }

    /// Returns the same row for the Python version.
    pub(crate) fn in_python(mut self) -> Row<Work> {
        self.language = Language::Python;
        self
    }

    /// Returns the label for a line whose version is not named on the line
    /// above.
    pub fn full_label(&self) -> String {
        match self.language {
            Language::Rust => self.label.clone(),
            Language::Python => format!("{}, Python", self.label),
        }
    }

    /// Returns the same row with another label.
    pub fn label(mut self, label: impl Into<String>) -> Row<Work> {
        self.label = label.into();
        self
    }

    /// Returns the same row with another time limit.
    pub fn deadline(mut self, deadline: Duration) -> Row<Work> {
        self.deadline = deadline;
        self
    }
}
