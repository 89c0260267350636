//! Tables for a terminal.

use serde::Serialize;

use crate::columns::Column;
use crate::comparison::Table;
use crate::figures::Measured;
use crate::row::Language;
use crate::runs::LONG;

/// Width of the labels, if none is longer.
const LABELS: usize = 20;

/// Width of the reason why a row failed.
const FAILURES: usize = 76;

/// Returns a table: a line of headings, and one line per row. A failed row
/// shows the reason.
pub(crate) fn table<Work, Answer>(
    columns: &[Column<Work, Answer>],
    rows: &[Measured<Work, Answer>],
) -> String {
    let longest = rows.iter().map(|row| row.row.label.chars().count()).max();
    let labels = longest.unwrap_or_default().max(LABELS);
    let mut text = format!("{:<labels$}", "version");
    for column in columns {
        text += &format!(" {:>1$}", column.heading, column.drawn_width());
    }
    text.push('\n');
    let mut above = "";
    for row in rows {
        let label = match row.row.language {
            Language::Rust => row.row.label.clone(),
            Language::Python if above == row.row.version => {
                "  in Python".to_owned()
            }
            Language::Python => row.row.full_label(),
        };
        above = row.row.version;
        text += &format!("{label:<labels$}");
        if let Err(failure) = &row.outcome {
            text += &wrapped(&failure.to_string(), labels);
            continue;
        }
        for column in columns {
            text += &format!(" {:>1$}", column.cell(row), column.drawn_width());
        }
        text.push('\n');
    }
    text
}

/// Breaks a sentence into lines after a label of this width.
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

/// Returns a line on the start-up time of the interpreters, if there were any.
pub(crate) fn about_start_up<Work, Answer>(
    rows: &[Measured<Work, Answer>],
) -> Option<String> {
    let starts = rows.iter().filter_map(|row| row.figures()?.start_up);
    let (least, most) = (starts.clone().min()?, starts.max()?);
    let [least, most] = [least, most].map(|time| time.as_secs_f64());
    Some(format!(
        "Not included: Python's start-up and imports, {least:.2} s to {most:.2} s."
    ))
}

/// Returns a line with the number of runs and the widest spread.
pub(crate) fn about_runs<Work, Answer>(
    rows: &[Measured<Work, Answer>],
) -> String {
    let counts = rows
        .iter()
        .map(|row| row.walls.len())
        .filter(|runs| *runs > 0);
    let (least, most) = (counts.clone().min(), counts.max());
    let runs = match (least.unwrap_or(1), most.unwrap_or(1)) {
        (1, 1) => return "Each row is one run.".to_owned(),
        (1, runs) => format!(
            "Median of {runs} runs (of 1 run if over {} s)",
            LONG.as_secs()
        ),
        (_, runs) => format!("Median of {runs} runs"),
    };
    let spread = rows
        .iter()
        .filter_map(|row| Some((row.spread()?, &row.row.label)))
        .max_by(|(one, _), (other, _)| one.total_cmp(other));
    match spread {
        None => format!("{runs}."),
        Some((spread, label)) => {
            format!("{runs}. Widest spread (Q3/Q1): {spread:.2}x, {label}.")
        }
    }
}

/// Returns the rows of a dry run: label, version, and work.
pub(crate) fn plan<Work: Serialize, Answer>(
    tables: &[Table<Work, Answer>],
) -> String {
    let mut text = String::new();
    for table in tables {
        let first = if text.is_empty() { "" } else { "\n" };
        text += &format!("{first}{}\n\n", table.title);
        for row in &table.rows {
            let work = serde_json::to_string(&row.work).unwrap_or_default();
            text += &format!("{:<LABELS$} {} {work}\n", row.label, row.version);
        }
    }
    text
}
