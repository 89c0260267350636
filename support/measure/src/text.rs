//! Tables for a terminal.

use serde::Serialize;

use crate::comparison::Table;
use crate::figures::{Figures, Measured};

/// How wide the labels are, if none is longer.
const LABELS: usize = 20;

/// How wide the text is that says why a row has failed.
const FAILURES: usize = 76;

/// What stands in the place of a figure that is not known.
const UNKNOWN: &str = "-";

/// A column of a table. A measured figure has a unit or decimals, a count has
/// neither; and a column has one unit.
///
/// `Column { decimals: 3, ..Column::wall() }` shows milliseconds.
pub struct Column<Answer> {
    /// What stands above it.
    pub heading: String,
    /// How wide it is, if its heading is not wider.
    pub width: usize,
    /// How many digits stand behind the decimal point.
    pub decimals: usize,
    /// What stands behind the number, with a blank before it where one is due.
    pub unit: &'static str,
    /// The number. None: it is not known.
    pub value: Value<Answer>,
}

/// What makes a number of a row.
pub type Value<Answer> = Box<dyn Fn(&Measured<Answer>) -> Option<f64>>;

impl<Answer> Column<Answer> {
    /// A column of a figure.
    fn of(
        heading: &str,
        width: usize,
        decimals: usize,
        unit: &'static str,
        value: fn(&Figures) -> Option<f64>,
    ) -> Column<Answer> {
        Column {
            heading: heading.to_owned(),
            width,
            decimals,
            unit,
            value: Box::new(move |row| row.figures().and_then(value)),
        }
    }

    /// All columns but [`Column::page_faults`], [`Column::processes`] and
    /// [`Column::requests`].
    pub fn usual() -> Vec<Column<Answer>> {
        vec![
            Column::wall(),
            Column::speedup(),
            Column::cpu(),
            Column::memory(),
            Column::page_tables(),
            Column::threads(),
            Column::in_flight(),
            Column::switches(),
        ]
    }

    /// Seconds on the wall.
    pub fn wall() -> Column<Answer> {
        Column::of("wall", 9, 2, " s", |of| Some(of.wall.as_secs_f64()))
    }

    /// The first row's wall time, divided by this one's.
    pub fn speedup() -> Column<Answer> {
        Column {
            value: Box::new(|row| row.speedup),
            ..Column::of("speed-up", 8, 2, "x", |_| None)
        }
    }

    /// Seconds of the CPU, in the program and in the kernel.
    pub fn cpu() -> Column<Answer> {
        Column::of("CPU", 8, 2, " s", |of| Some(of.cpu()?.as_secs_f64()))
    }

    /// Resident memory at the peak, in MiB.
    pub fn memory() -> Column<Answer> {
        Column::of("memory", 10, 1, " MiB", |of| of.peak_memory.map(mebibytes))
    }

    /// What the kernel keeps to find the memory, at the peak, in MiB.
    pub fn page_tables() -> Column<Answer> {
        Column::of("page tables", 11, 2, " MiB", |of| {
            of.page_tables.map(mebibytes)
        })
    }

    /// Thousands of pages that the kernel had to give while they were waited
    /// for.
    pub fn page_faults() -> Column<Answer> {
        Column::of("page faults", 11, 2, " k", |of| {
            of.page_faults.map(|faults| count(faults) / 1000.0)
        })
    }

    /// Threads at the peak.
    pub fn threads() -> Column<Answer> {
        Column::of("threads", 7, 0, "", |of| of.threads.map(count))
    }

    /// Processes at the peak.
    pub fn processes() -> Column<Answer> {
        Column::of("processes", 9, 0, "", |of| of.processes.map(count))
    }

    /// Requests that the site saw.
    pub fn requests() -> Column<Answer> {
        Column::of("requests", 8, 0, "", |of| of.requests.map(count))
    }

    /// Requests that waited at the site at one time.
    pub fn in_flight() -> Column<Answer> {
        Column::of("in flight", 9, 0, "", |of| of.in_flight.map(count))
    }

    /// Thousands of context switches.
    pub fn switches() -> Column<Answer> {
        Column::of("switches", 8, 2, " k", |of| {
            Some(count(of.switches()?) / 1000.0)
        })
    }

    fn width(&self) -> usize {
        self.width.max(self.heading.chars().count())
    }

    fn cell(&self, row: &Measured<Answer>) -> String {
        match (self.value)(row) {
            Some(value) => format!("{value:.*}{}", self.decimals, self.unit),
            None => UNKNOWN.to_owned(),
        }
    }
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

fn count(count: u64) -> f64 {
    count as f64
}

/// Draws a table: a line of headings, and a line for each row. A row that has
/// failed says why.
pub(crate) fn table<Answer>(
    columns: &[Column<Answer>],
    rows: &[Measured<Answer>],
) -> String {
    let longest = rows.iter().map(|row| row.label.chars().count()).max();
    let labels = longest.unwrap_or_default().max(LABELS);
    let mut text = format!("{:<labels$}", "way");
    for column in columns {
        text += &format!(" {:>1$}", column.heading, column.width());
    }
    text.push('\n');
    for row in rows {
        text += &format!("{:<labels$}", row.label);
        if let Err(failure) = &row.outcome {
            text += &wrapped(&failure.to_string(), labels);
            continue;
        }
        for column in columns {
            text += &format!(" {:>1$}", column.cell(row), column.width());
        }
        text.push('\n');
    }
    text
}

/// Breaks a sentence into lines behind a label of this width.
fn wrapped(sentence: &str, label: usize) -> String {
    let mut lines = vec![String::new()];
    for word in sentence.split_whitespace() {
        let last = lines.last_mut().expect("there is a first line");
        if last.chars().count() + word.chars().count() < FAILURES {
            *last += &format!(" {word}");
        } else {
            lines.push(format!(" {word}"));
        }
    }
    let separator = format!("\n{:label$} ", "");
    format!(" {}\n", lines.join(&separator))
}

/// Says how many runs there were and how far they lie apart.
pub(crate) fn about_runs<Answer>(
    rows: &[Measured<Answer>],
    runs: usize,
) -> String {
    let spread = rows
        .iter()
        .filter_map(|row| Some((row.spread()?, &row.label)))
        .max_by(|(one, _), (other, _)| one.total_cmp(other));
    match (runs, spread) {
        (1, _) => "Each way ran once.".to_owned(),
        (_, None) => format!("The median of {runs} runs."),
        (_, Some((spread, label))) => format!(
            "The median of {runs} runs; third quartile to first, at most, by \
             {label}: spread {spread:.2}x."
        ),
    }
}

/// Lists what would be run: label, way, and work.
pub(crate) fn plan<Work: Serialize, Answer>(
    tables: &[Table<Work, Answer>],
) -> String {
    let mut text = String::new();
    for table in tables {
        let first = if text.is_empty() { "" } else { "\n" };
        text += &format!("{first}{}\n\n", table.title);
        for row in &table.rows {
            let work = serde_json::to_string(&row.work).unwrap_or_default();
            text += &format!("{:<LABELS$} {} {work}\n", row.label, row.way);
        }
    }
    text
}
