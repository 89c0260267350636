//! The parts of a comparison.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io;

use crate::columns::Column;
use crate::figures::Measured;
use crate::options::Options;
use crate::row::{Language, Row, Version};

/// The constant parts of a comparison.
///
/// `Arguments` are its options besides [`Options`], `Work` is the input of a
/// version, `Answer` its result.
pub struct Comparison<Arguments, Work: 'static, Answer: 'static> {
    /// The name of the package.
    pub name: &'static str,
    /// Its subject, in one line without a full stop, for `--help`.
    pub about: &'static str,
    /// The versions, in reading order.
    pub versions: &'static [Version<Work, Answer>],
    /// The columns of its tables, for `--help`: each is explained once.
    pub columns: &'static [&'static [Column<Work, Answer>]],
    /// Runs per row if `--runs` does not say; rows that take over a second run
    /// once.
    pub runs: usize,
    /// True if its figures compare code of several packages, which means
    /// nothing in a build that is not optimised.
    pub optimised: bool,
    /// Folder of the Python versions, if there are any. Each is a file with the
    /// version's name.
    pub python: Option<&'static str>,
    /// The test server, for versions that make requests.
    pub server: Option<Server<Work>>,
    /// Makes the tables from the command line.
    pub plan: Plan<Arguments, Work, Answer>,
    /// Returns how an answer (the second) differs from the expected one (the
    /// first), if it does: [`difference`], or a function that says more.
    pub difference: fn(&Answer, &Answer) -> Option<String>,
}

impl<Arguments, Work, Answer> Comparison<Arguments, Work, Answer> {
    /// Returns true if `--help` explains all of these columns.
    pub(crate) fn explains(&self, columns: &[Column<Work, Answer>]) -> bool {
        columns.iter().all(|column| {
            let mut explained = self.columns.iter().copied().flatten();
            explained.any(|other| other.heading == column.heading)
        })
    }
}

/// Makes tables from the versions and the command line. If this machine does
/// not allow for them, the error is a sentence without its full stop.
pub type Plan<Arguments, Work, Answer> =
    fn(
        &'static [Version<Work, Answer>],
        &Arguments,
        &Options,
    ) -> Result<Vec<Table<Work, Answer>>, String>;

/// The test server, in its own process. Each run of a version gets a fresh one,
/// which counts the requests of that run.
pub struct Server<Work> {
    /// Prints its URL on a line, serves until stdin ends, and prints its counts
    /// as JSON: `local_httpbin::serve_until_stdin_ends`.
    pub serve: fn() -> io::Result<()>,
    /// Puts the server's URL, without a slash at its end, into the work.
    pub send_to: fn(&mut Work, &str),
}

/// Rows that are compared with one another.
pub struct Table<Work: 'static, Answer: 'static> {
    /// A short name, such as that of a preset.
    pub name: String,
    /// Title: the sizes, and the published ones.
    pub title: String,
    /// The rows to measure. The first one is the baseline: 1.00x.
    pub rows: Vec<Row<Work>>,
    /// The right answer. Without it, each answer must equal that of the first
    /// row that has one.
    pub expected: Option<Answer>,
    /// True if Python's answer differs because its random numbers do: then the
    /// Python rows are compared with each other.
    pub python_differs: bool,
    /// The columns of each table.
    pub columns: &'static [Column<Work, Answer>],
    /// Makes the notes below the table, once.
    pub notes: MakeNotes<Work, Answer>,
}

/// Makes notes from the rows, which come in table order.
pub type MakeNotes<Work, Answer> =
    Box<dyn Fn(&[Measured<Work, Answer>]) -> Notes>;

impl<Work: 'static, Answer: 'static> Table<Work, Answer> {
    /// Returns a table without an expected answer and without notes.
    pub fn new(
        name: impl Into<String>,
        title: impl Into<String>,
        rows: Vec<Row<Work>>,
        columns: &'static [Column<Work, Answer>],
    ) -> Table<Work, Answer> {
        Table {
            name: name.into(),
            title: title.into(),
            rows,
            expected: None,
            python_differs: false,
            columns,
            notes: Box::new(|_| Notes::default()),
        }
    }

    /// Returns true if its baseline is a row in Python.
    pub(crate) fn begins_in_python(&self) -> bool {
        let first = self.rows.first();
        first.is_some_and(|row| row.language == Language::Python)
    }
}

/// Notes below a table, and the figures behind them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Notes {
    /// Lines of text.
    pub lines: Vec<String>,
    /// Figures of the whole table by name, in seconds, bytes and counts, for
    /// `--json`. None if unknown.
    pub figures: BTreeMap<String, Option<f64>>,
}

impl Notes {
    /// Adds a figure.
    pub fn figure(
        &mut self,
        name: impl Into<String>,
        value: impl Into<Option<f64>>,
    ) {
        self.figures.insert(name.into(), value.into());
    }
}

/// Number of characters shown of an answer.
const SHOWN: usize = 60;

/// Returns how `answer` differs from `expected`, if it does: the beginning of
/// both.
pub fn difference<Answer: Debug + PartialEq>(
    expected: &Answer,
    answer: &Answer,
) -> Option<String> {
    let shown = |answer: &Answer| {
        let text = format!("{answer:?}");
        match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    };
    (answer != expected)
        .then(|| format!("{}, not {}", shown(answer), shown(expected)))
}
