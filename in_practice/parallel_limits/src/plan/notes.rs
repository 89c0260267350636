//! Notes below a table.

use measure::{Measured, Notes};

use crate::plan::sizes;
use crate::work::{Answer, Work};

type Rows<'a> = &'a [Measured<Work, Answer>];

/// Returns the notes on the rows of a table.
pub fn notes(table: &str, rows: Rows) -> Notes {
    let mut notes = Notes::default();
    notes.figure("cores", command_line::cores() as f64);
    notes.lines.extend(fastest(rows));
    match table {
        "sieve" => {
            let primes =
                rows.iter().find_map(|row| row.answer()?.summary().primes);
            notes.figure("primes", primes.map(|primes| primes as f64));
        }
        "amdahl" | "grain" => {
            let most = furthest(rows);
            notes.figure("furthest", most.map(|(_, ratio)| ratio));
            notes.lines.extend(most.map(|(label, ratio)| {
                format!(
                    "Furthest from the prediction: {label}, {ratio:.2} of it."
                )
            }));
        }
        "bandwidth" | "latency" => {
            notes.lines.push(match sizes::last_cache() {
                Some(bytes) => format!("Last cache: {} MiB.", bytes >> 20),
                None => {
                    "The size of the last cache isn't known here.".to_owned()
                }
            })
        }
        _ => {}
    }
    if command_line::cores() == 1 {
        notes.lines.push(
            "With one core, threads can't show any speedup, only its cost."
                .to_owned(),
        );
    }
    notes
}

/// Returns a line that names the fastest row.
fn fastest(rows: Rows) -> Option<String> {
    let timed = rows.iter().filter(|row| row.wall().is_some());
    let best = timed.min_by(|one, other| {
        f64::total_cmp(
            &one.wall().unwrap_or(f64::MAX),
            &other.wall().unwrap_or(f64::MAX),
        )
    })?;
    Some(format!(
        "Fastest: {}, {:.2}x.",
        best.row.label, best.speedup?
    ))
}

/// Returns the row whose speedup is furthest from its prediction, and the ratio
/// of both.
fn furthest<'a>(rows: Rows<'a>) -> Option<(&'a str, f64)> {
    let ratios = rows.iter().filter_map(|row| {
        let ratio = row.speedup? / row.row.work.predicted?;
        Some((row.row.label.as_str(), ratio))
    });
    ratios.max_by(|(_, one), (_, other)| {
        f64::total_cmp(&one.ln().abs(), &other.ln().abs())
    })
}
