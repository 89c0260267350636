//! Tables for a terminal.

use std::time::Duration;

use serde::Serialize;

use crate::comparison::Table;
use crate::figures::{Figures, Measured};

/// How wide the labels are.
const LABELS: usize = 20;

/// What stands in the place of a figure that is not known.
const UNKNOWN: &str = "-";

/// What a column shows of a row.
type Cell<Answer> = Box<dyn Fn(&Measured<Answer>) -> Option<String>>;

/// A column of a table. Its cells are as wide as its heading, or its width.
pub struct Column<Answer> {
    heading: String,
    width: usize,
    cell: Cell<Answer>,
}

impl<Answer> Column<Answer> {
    /// A column of your own. A measured figure needs a unit or a decimal
    /// point; a count has neither.
    pub fn new(
        heading: impl Into<String>,
        width: usize,
        cell: impl Fn(&Measured<Answer>) -> Option<String> + 'static,
    ) -> Column<Answer> {
        let heading = heading.into();
        Column {
            width: width.max(heading.chars().count()),
            heading,
            cell: Box::new(cell),
        }
    }

    fn of_figures(
        heading: &str,
        width: usize,
        cell: fn(&Figures) -> Option<String>,
    ) -> Column<Answer> {
        Column::new(heading, width, move |row| row.figures().and_then(cell))
    }

    /// All columns but [`Column::processes`] and [`Column::requests`].
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
        Column::of_figures("wall", 9, |figures| Some(seconds(figures.wall)))
    }

    /// How often the first row's wall time holds this one's.
    pub fn speedup() -> Column<Answer> {
        Column::new("speed-up", 8, |row| {
            row.speedup.map(|ratio| format!("{ratio:.2}x"))
        })
    }

    /// Seconds of the CPU, in the program and in the kernel.
    pub fn cpu() -> Column<Answer> {
        Column::of_figures("CPU", 8, |figures| figures.cpu().map(seconds))
    }

    /// Resident memory at the peak.
    pub fn memory() -> Column<Answer> {
        Column::of_figures("memory", 10, |figures| {
            figures.peak_memory.map(mebibytes)
        })
    }

    /// What the kernel keeps to find the memory, at the peak.
    pub fn page_tables() -> Column<Answer> {
        Column::of_figures("page tables", 9, |figures| {
            figures.page_tables.map(mebibytes)
        })
    }

    /// Threads at the peak.
    pub fn threads() -> Column<Answer> {
        Column::of_figures("threads", 7, |figures| count(figures.threads))
    }

    /// Processes at the peak.
    pub fn processes() -> Column<Answer> {
        Column::of_figures("processes", 9, |figures| count(figures.processes))
    }

    /// Requests that the site saw.
    pub fn requests() -> Column<Answer> {
        Column::of_figures("requests", 8, |figures| count(figures.requests))
    }

    /// Requests that waited at the site at one time.
    pub fn in_flight() -> Column<Answer> {
        Column::of_figures("in flight", 9, |figures| count(figures.in_flight))
    }

    /// Thousands of context switches.
    pub fn switches() -> Column<Answer> {
        Column::of_figures("switches", 8, |figures| {
            let switches = figures.switches()?;
            Some(format!("{:.2} k", switches as f64 / 1000.0))
        })
    }
}

/// Draws a table: a line of headings, and a line for each row. A row that has
/// failed says so.
pub(crate) fn table<Answer>(
    columns: &[Column<Answer>],
    rows: &[Measured<Answer>],
) -> String {
    let mut text = format!("{:<LABELS$}", "way");
    for Column { heading, width, .. } in columns {
        text += &format!(" {heading:>width$}");
    }
    text.push('\n');
    for row in rows {
        text += &format!("{:<LABELS$}", row.label);
        if let Err(failure) = &row.outcome {
            text += &format!("  {failure}\n");
            continue;
        }
        for Column { width, cell, .. } in columns {
            let cell = cell(row).unwrap_or_else(|| UNKNOWN.to_owned());
            text += &format!(" {cell:>width$}");
        }
        text.push('\n');
    }
    text
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
            "The median of {runs} runs. The third quartile over the first is \
             furthest for {label}: spread {spread:.2}x."
        ),
    }
}

/// Lists what would be run.
pub(crate) fn plan<Work: Serialize, Answer>(
    tables: &[Table<Work, Answer>],
) -> String {
    let mut text = String::new();
    for table in tables {
        let first = if text.is_empty() { "" } else { "\n" };
        text += &format!("{first}{}\n\n", table.title);
        for row in &table.rows {
            let work = serde_json::to_string(&row.work).unwrap_or_default();
            text += &format!("{:<LABELS$}  {} {work}\n", row.label, row.way);
        }
    }
    text
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

fn mebibytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}

fn count(count: Option<u64>) -> Option<String> {
    count.map(|count| count.to_string())
}
