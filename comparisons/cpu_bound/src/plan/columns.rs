//! The columns of each table.

use measure::Column as AnyColumn;

use crate::plan::sizes::Preset;
use crate::work::{Answer, Work};

type Column = AnyColumn<Work, Answer>;

/// Columns of each table. The jobs are short, so times are in milliseconds.
pub const SQUARES: &[Column] = &with(Column::PAGE_FAULTS);
pub const PRIMES: &[Column] = &with(MESSAGES);
pub const PI: &[Column] = &with(Column::SWITCHES);

/// Messages to worker processes.
const MESSAGES: Column = AnyColumn {
    heading: "messages",
    meaning: "messages sent to worker processes",
    width: 8,
    value: |row| Some(row.answer()?.summary().messages as f64),
    ..Column::THREADS
};

/// Returns the columns of all tables, and one more.
const fn with(last: Column) -> [Column; 7] {
    [
        Column::WALL_MILLIS,
        Column::SPEEDUP,
        Column::USER_MILLIS,
        Column::SYSTEM_MILLIS,
        Column::MEMORY,
        Column::THREADS,
        last,
    ]
}

/// Returns the columns of a preset's table.
pub fn columns_of(preset: Preset) -> &'static [Column] {
    match preset {
        Preset::Squares => SQUARES,
        Preset::Primes => PRIMES,
        Preset::Pi => PI,
    }
}
