//! What is shown of each row.

use std::time::Duration;

use measure::{Column, Figures};

use crate::presets::Preset;
use crate::work::Answer;

/// The columns of a table.
pub fn of(preset: Preset) -> Vec<Column<Answer>> {
    let mut columns = vec![
        millis("wall", |of| Some(of.wall)),
        Column::speedup(),
        millis("user", |of| of.user),
        millis("system", |of| of.system),
        Column::memory(),
        Column::threads(),
    ];
    columns.push(match preset {
        Preset::Squares => Column::page_faults(),
        Preset::Primes => messages(),
        Preset::Pi => Column::switches(),
    });
    columns
}

/// A time in milliseconds: the works are short.
fn millis(
    heading: &str,
    time: fn(&Figures) -> Option<Duration>,
) -> Column<Answer> {
    Column {
        heading: heading.to_owned(),
        width: 11,
        decimals: 1,
        unit: " ms",
        value: Box::new(move |row| {
            let time = row.figures().and_then(time)?;
            Some(time.as_secs_f64() * 1000.0)
        }),
    }
}

/// Messages to worker processes.
fn messages() -> Column<Answer> {
    Column {
        heading: "messages".to_owned(),
        width: 8,
        decimals: 0,
        unit: "",
        value: Box::new(|row| Some(row.answer()?.summary().messages as f64)),
    }
}
