//! The columns of each table.

use measure::{Column as AnyColumn, Measured};

use crate::heartbeat::PERIOD;
use crate::work::{Answer, Work};

type Column = AnyColumn<Work, Answer>;

/// Columns for files and calls.
pub const CALLS: &[Column] = &[
    DONE,
    AnyColumn {
        heading: "ticks",
        meaning: "ticks of the heartbeat, the one after the end included",
        width: 5,
        value: |row| Some(row.answer()?.ticks as f64),
        ..Column::THREADS
    },
    AnyColumn {
        heading: "p50",
        meaning: "gap between ticks that half of the ticks did not exceed",
        value: |row| millis(row.answer()?.p50),
        ..LONGEST
    },
    AnyColumn {
        heading: "p99",
        meaning: "gap between ticks that 99% of the ticks did not exceed",
        value: |row| millis(row.answer()?.p99),
        ..LONGEST
    },
    LONGEST,
    WALL,
    AnyColumn {
        heading: "÷ wall",
        meaning: "longest gap ÷ time until the version had its result",
        width: 7,
        decimals: 2,
        unit: "x",
        value: longest_of_wall,
    },
    AnyColumn {
        heading: "ended",
        meaning: "time until the runtime had ended, too",
        value: |row| millis(row.answer()?.ended?),
        ..LONGEST
    },
    THREADS,
];

/// Columns for the service.
pub const FIND: &[Column] = &[
    LONGEST,
    AnyColumn {
        heading: "loader",
        meaning: "longest poll of the loader",
        value: |row| millis(longest_poll(row, "loader")?),
        ..LONGEST
    },
    AnyColumn {
        heading: "reporter",
        meaning: "longest poll of the reporter",
        value: |row| millis(longest_poll(row, "reporter")?),
        ..LONGEST
    },
    AnyColumn {
        heading: "unparked",
        meaning: "longest time that the loop's thread did not park",
        value: |row| millis(row.answer()?.unparked?),
        ..LONGEST
    },
    AnyColumn {
        heading: "busy",
        meaning: "time that the runtime counts as busy",
        value: |row| millis(row.answer()?.busy?),
        ..LONGEST
    },
    AnyColumn {
        heading: "CPU",
        meaning: "CPU time of the process",
        value: |row| millis(row.answer()?.cpu?),
        ..LONGEST
    },
    WALL,
];

const DONE: Column = AnyColumn {
    heading: "done",
    meaning: "bytes read, records, lines, additions, look-ups or panics",
    width: 9,
    value: |row| Some(row.answer()?.done? as f64),
    ..Column::THREADS
};

const LONGEST: Column = AnyColumn {
    heading: "longest",
    meaning: "longest gap between ticks of the heartbeat",
    width: 9,
    decimals: 1,
    unit: " ms",
    value: |row| millis(row.answer()?.longest),
};

const WALL: Column = AnyColumn {
    heading: "wall",
    meaning: "time until the version had its result, or was given up",
    value: |row| millis(row.answer()?.wall),
    ..LONGEST
};

const THREADS: Column = AnyColumn {
    heading: "threads",
    meaning: "threads that it needed, the loop's included",
    value: |row| Some(row.answer()?.threads? as f64),
    ..Column::THREADS
};

fn millis(seconds: f64) -> Option<f64> {
    Some(seconds * 1e3)
}

/// Returns the longest gap ÷ the time of the version. None if it took less than
/// two ticks.
fn longest_of_wall(row: &Measured<Work, Answer>) -> Option<f64> {
    let answer = row.answer()?;
    let is_long = answer.wall > 2.0 * PERIOD.as_secs_f64();
    is_long.then(|| answer.longest / answer.wall)
}

fn longest_poll(row: &Measured<Work, Answer>, name: &str) -> Option<f64> {
    let polls = &row.answer()?.polls;
    let (_, _, longest) = polls.iter().find(|(task, ..)| task == name)?;
    Some(*longest)
}
