//! What a comparison consists of.

use std::fmt::{self, Debug};
use std::io;
use std::time::Duration;

use crate::arguments::Options;
use crate::explained::Explained;
use crate::figures::Measured;
use crate::text::Column;

/// How long a way may take where a row says nothing else.
const DEADLINE: Duration = Duration::from_secs(120);

/// A program that compares ways: its constant parts.
///
/// `Arguments` is what it takes on the command line besides [`Options`],
/// `Work` what a way is given, `Answer` what a way returns.
pub struct Comparison<Arguments, Work: 'static, Answer: 'static> {
    /// The name of the package.
    pub name: &'static str,
    /// What it compares, in one line without a full stop, for `--help`.
    pub about: &'static str,
    /// The ways, in the order in which they are best read.
    pub ways: &'static [Way<Work, Answer>],
    /// The columns of its tables and what they mean, for `--help`.
    pub figures: &'static [Explained],
    /// How often each row is run where `--runs` does not say.
    pub runs: usize,
    /// The site that is asked, for ways that make requests.
    pub site: Option<Site<Work>>,
    /// Makes the tables of what was asked for on the command line.
    pub plan: Plan<Arguments, Work, Answer>,
    /// Says how an answer (the second) differs from what is expected (the
    /// first), if it does: [`difference`], or what is more telling.
    pub difference: fn(&Answer, &Answer) -> Option<String>,
}

/// What makes tables of the command line, or refuses.
pub type Plan<Arguments, Work, Answer> =
    fn(&Arguments, &Options) -> Result<Vec<Table<Work, Answer>>, Refusal>;

/// One way of doing the work.
pub struct Way<Work, Answer> {
    /// The name of its file, which `--only` takes.
    pub name: &'static str,
    /// What it does, in one line without a full stop, for `--help`.
    pub about: &'static str,
    /// Does the work. It reads no clock and prints nothing.
    pub run: fn(&Work) -> anyhow::Result<Answer>,
}

/// The site that ways ask, in a process of its own. Each run of a way has a
/// fresh one, which counts that run's requests.
pub struct Site<Work> {
    /// Prints its URL on a line, serves until stdin ends, and prints what it
    /// saw as JSON: `local_httpbin::serve_until_stdin_ends`.
    pub serve: fn() -> io::Result<()>,
    /// Puts the site's URL, without a slash at its end, into the work.
    pub ask: fn(&mut Work, &str),
}

/// Rows that are compared with one another.
pub struct Table<Work, Answer> {
    /// A short name, such as that of a preset.
    pub name: String,
    /// What the rows do, in a sentence or more: sizes, and those of the source.
    pub title: String,
    /// What is measured. The first row is the baseline: 1.00x.
    pub rows: Vec<Row<Work>>,
    /// The right answer. Without it, each answer must equal that of the first
    /// row that has one.
    pub expected: Option<Answer>,
    /// What is shown of each row.
    pub columns: Vec<Column<Answer>>,
    /// Makes the lines below the table of what was measured.
    pub notes: Notes<Answer>,
}

/// Lines that are made of the rows, in their order.
pub type Notes<Answer> = Box<dyn Fn(&[Measured<Answer>]) -> Vec<String>>;

impl<Work, Answer> Table<Work, Answer> {
    /// A table without an expectation and notes, with the usual columns.
    pub fn new(
        name: impl Into<String>,
        title: impl Into<String>,
        rows: Vec<Row<Work>>,
    ) -> Table<Work, Answer> {
        Table {
            name: name.into(),
            title: title.into(),
            rows,
            expected: None,
            columns: Column::usual(),
            notes: Box::new(|_| Vec::new()),
        }
    }
}

/// A way, and the work that it is given.
#[derive(Debug, Clone)]
pub struct Row<Work> {
    /// The name of the way.
    pub way: &'static str,
    /// What stands at the beginning of the line. More than 20 characters make
    /// the table wider.
    pub label: String,
    /// What the way is given.
    pub work: Work,
    /// A way that takes longer has failed, and is ended.
    pub deadline: Duration,
}

impl<Work: Clone> Row<Work> {
    /// A row that is labelled with the name of its way, in words.
    pub fn new<Answer>(way: &Way<Work, Answer>, work: &Work) -> Row<Work> {
        Row {
            way: way.name,
            label: way.name.replace('_', " "),
            work: work.clone(),
            deadline: DEADLINE,
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

/// Why nothing is measured, as one sentence without its full stop.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// The arguments make no sense: status 2.
    Usage(String),
    /// This machine does not allow for it: status 1.
    Limit(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Refusal::Usage(sentence) | Refusal::Limit(sentence)) = self;
        out.write_str(sentence)
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
