//! What a comparison consists of.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io;

use crate::columns::Column;
use crate::figures::Measured;
use crate::options::Options;
use crate::row::{Row, Version};

/// A program that compares versions: its constant parts.
///
/// `Arguments` is what it takes on the command line besides [`Options`],
/// `Work` what a version is given, `Answer` what a version returns.
pub struct Comparison<Arguments, Work: 'static, Answer: 'static> {
    /// The name of the package.
    pub name: &'static str,
    /// What it compares, in one line without a full stop, for `--help`.
    pub about: &'static str,
    /// The versions, in the order in which they are best read.
    pub versions: &'static [Version<Work, Answer>],
    /// The columns of its tables, for `--help`: each is explained once.
    pub columns: &'static [&'static [Column<Work, Answer>]],
    /// How often each row is run where `--runs` does not say; those that take
    /// over a second are run once.
    pub runs: usize,
    /// Whether its figures compare code of several packages, and so are worth
    /// nothing if that code isn't optimised.
    pub optimised: bool,
    /// The folder of the versions in Python, each a file with the name of the
    /// version, if there are any.
    pub python: Option<&'static str>,
    /// The site that is asked, for versions that make requests.
    pub site: Option<Site<Work>>,
    /// Makes the tables of what was asked for on the command line.
    pub plan: Plan<Arguments, Work, Answer>,
    /// Says how an answer (the second) differs from what is expected (the
    /// first), if it does: [`difference`], or what is more telling.
    pub difference: fn(&Answer, &Answer) -> Option<String>,
}

impl<Arguments, Work, Answer> Comparison<Arguments, Work, Answer> {
    /// Whether `--help` explains all of these columns.
    pub(crate) fn explains(&self, columns: &[Column<Work, Answer>]) -> bool {
        columns.iter().all(|column| {
            let mut explained = self.columns.iter().copied().flatten();
            explained.any(|other| other.heading == column.heading)
        })
    }
}

/// What makes tables of the versions and of the command line; or says in a sentence,
/// without its full stop, why this machine does not allow for it.
pub type Plan<Arguments, Work, Answer> =
    fn(
        &'static [Version<Work, Answer>],
        &Arguments,
        &Options,
    ) -> Result<Vec<Table<Work, Answer>>, String>;

/// The site that versions ask, in a process of its own. Each run of a version has a
/// fresh one, which counts that run's requests.
pub struct Site<Work> {
    /// Prints its URL on a line, serves until stdin ends, and prints what it
    /// saw as JSON: `local_httpbin::serve_until_stdin_ends`.
    pub serve: fn() -> io::Result<()>,
    /// Puts the site's URL, without a slash at its end, into the work.
    pub ask: fn(&mut Work, &str),
}

/// Rows that are compared with one another.
pub struct Table<Work: 'static, Answer: 'static> {
    /// A short name, such as that of a preset.
    pub name: String,
    /// What the rows do, in a sentence or more: sizes, and those of the source.
    pub title: String,
    /// What is measured. The first row is the baseline: 1.00x.
    pub rows: Vec<Row<Work>>,
    /// The right answer. Without it, each answer must equal that of the first
    /// row that has one.
    pub expected: Option<Answer>,
    /// Whether the answer in Python is another one, because it is made of other
    /// random numbers: the rows in Python are compared with each other.
    pub python_differs: bool,
    /// What is shown of each row.
    pub columns: &'static [Column<Work, Answer>],
    /// Makes what stands below the table of what was measured, once.
    pub notes: MakeNotes<Work, Answer>,
}

/// Makes notes of the rows, which come in their order.
pub type MakeNotes<Work, Answer> =
    Box<dyn Fn(&[Measured<Work, Answer>]) -> Notes>;

impl<Work: 'static, Answer: 'static> Table<Work, Answer> {
    /// A table without an expectation and notes.
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
}

/// What is said below a table, and the figures that it is said of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Notes {
    /// Lines of text.
    pub lines: Vec<String>,
    /// Figures of the table as a whole by their names, in seconds, bytes and
    /// counts, for `--json`. None: it is not known.
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

/// How many characters of an answer are shown.
const SHOWN: usize = 60;

/// Says how `answer` differs from `expected`, if it does, by showing the
/// beginning of both.
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
