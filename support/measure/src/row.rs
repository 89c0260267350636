//! A version of the work, and a row of a table: a version and what it is given.

use std::time::Duration;

/// How long a version may take where a row says nothing else.
const DEADLINE: Duration = Duration::from_secs(120);

/// One version of doing the work.
pub struct Version<Work, Answer> {
    /// The name of its file, which `--only` takes.
    pub name: &'static str,
    /// What it does, in one line without a full stop, for `--help`.
    pub about: &'static str,
    /// How many threads or processes work at a time.
    pub workers: Workers,
    /// The only table that has a row for it, by the table's name. None: each.
    pub table: Option<&'static str>,
    /// Does the work. It reads no clock and prints nothing. None: only a
    /// version in Python does.
    pub run: Option<fn(&Work) -> anyhow::Result<Answer>>,
}

/// Lists a version by its name, which is that of its file in `src/versions/`: what that
/// file calls `run` is what it does.
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

/// How many threads or processes of a version work at a time.
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
    /// A pool of threads, in a row of its own after one of one thread.
    OneAndThreads,
    /// A pool of processes.
    Processes,
}

impl<Work, Answer> Version<Work, Answer> {
    /// A version that every table has a row for.
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

    /// A version that there is in Python alone.
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

    /// The same version, with a row in the table of this name alone.
    pub const fn only_in(
        mut self,
        table: &'static str,
    ) -> Version<Work, Answer> {
        self.table = Some(table);
        self
    }

    /// Whether the table of this name has a row for it.
    pub fn is_in(&self, table: &str) -> bool {
        self.table.is_none_or(|only| only == table)
    }

    /// Its name in words: `thread pool`.
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

/// A version, and the work that it is given.
#[derive(Debug, Clone)]
pub struct Row<Work> {
    /// The name of the version.
    pub version: &'static str,
    /// What it is written in.
    pub language: Language,
    /// What stands at the beginning of the line. More than 20 characters make
    /// the table wider.
    pub label: String,
    /// What the version is given.
    pub work: Work,
    /// A version that takes longer has failed, and is ended.
    pub deadline: Duration,
}

impl<Work> Row<Work> {
    /// A row that is labelled with the name of its version, in words.
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

    /// The same row, of the version in Python.
    pub(crate) fn in_python(mut self) -> Row<Work> {
        self.language = Language::Python;
        self
    }

    /// What stands at the beginning of its line, if the line above it does not
    /// say which version it is.
    pub fn full_label(&self) -> String {
        match self.language {
            Language::Rust => self.label.clone(),
            Language::Python => format!("{}, Python", self.label),
        }
    }

    /// The same row under another label.
    pub fn label(mut self, label: impl Into<String>) -> Row<Work> {
        self.label = label.into();
        self
    }

    /// The same row with another deadline.
    pub fn deadline(mut self, deadline: Duration) -> Row<Work> {
        self.deadline = deadline;
        self
    }
}
