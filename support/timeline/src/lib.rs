//! A timeline of requests, tasks or processes, drawn for a terminal: one lane
//! per row, and one time axis for all of them. [`svg`] draws the same for the
//! book, and the book's other pictures.

pub mod svg;

use std::fmt::{self, Write};
use std::time::Duration;

/// One row of the picture: a request, a task, a thread or a process.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Name of the lane, left of the bar.
    pub label: String,
    /// Intervals in which it computed or waited.
    pub spans: Vec<Span>,
    /// Its outcome, right of the bar.
    pub note: String,
}

/// An interval, counted from the start of the picture.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// Its beginning.
    pub start: Duration,
    /// Its end, not before `start`.
    pub end: Duration,
    /// Computing or waiting.
    pub kind: Kind,
}

/// Use of a core during an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// For a response, a timer or another thread. It needed no core.
    Waiting,
    /// On a core.
    Computing,
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Kind::Waiting => "waiting",
            Kind::Computing => "computing",
        })
    }
}

/// Draws `lanes` with bars of up to `columns` characters, thin where they
/// wait (`├──┤`) and solid where they compute (`████`), and a time axis below
/// them. Every line ends with a newline; no lanes give no line.
///
/// # Panics
///
/// Panics if `columns` is 0.
pub fn to_text(lanes: &[Lane], columns: usize) -> String {
    assert!(columns > 0, "a bar needs at least one column");
    let spans = lanes.iter().flat_map(|lane| &lane.spans);
    let Some(end) = spans.map(|span| span.end).max() else {
        return String::new();
    };
    let labels = lanes.iter().map(|lane| lane.label.chars().count()).max();
    let label_width = labels.unwrap_or(0);

    let mut text = String::new();
    for Lane { label, spans, note } in lanes {
        let bar = bar(spans, end, columns);
        let line = format!("  {label:label_width$}  {bar}  {note}");
        text += line.trim_end();
        text.push('\n');
    }
    let axis = format!("{:.2} s", end.as_secs_f64());
    let axis_width = columns.saturating_sub(1);
    writeln!(text, "  {:label_width$}  0{axis:>axis_width$}", "")
        .expect("a String takes any text");
    text
}

/// Returns a row of `columns` characters for the time from 0 to `end`.
fn bar(spans: &[Span], end: Duration, columns: usize) -> String {
    let mut row = vec![' '; columns];
    for span in spans {
        let first = column(span.start, end, columns).floor() as usize;
        let last = column(span.end, end, columns).ceil() as usize;
        let first = first.min(columns - 1);
        let last = last.clamp(first + 1, columns);
        match span.kind {
            Kind::Computing => row[first..last].fill('█'),
            Kind::Waiting => {
                row[first..last].fill('─');
                row[first] = '├';
                row[last - 1] = if last - first == 1 { '│' } else { '┤' };
            }
        }
    }
    row.into_iter().collect()
}

/// Returns the distance of the instant `at` from the left, in columns.
fn column(at: Duration, end: Duration, columns: usize) -> f64 {
    let share = at.as_secs_f64() / end.as_secs_f64().max(f64::MIN_POSITIVE);
    share * columns as f64
}
