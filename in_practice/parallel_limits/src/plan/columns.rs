//! The columns of each table.

use measure::{Column as AnyColumn, Measured};

use crate::work::{Answer, Work};

type Column = AnyColumn<Work, Answer>;

/// Columns of the tables, for `--help`.
pub const ALL: &[&[Column]] = &[SIEVE, PIECES, MAP, PAGES, BYTES, READS];

const PREDICTED: Column = AnyColumn {
    heading: "predicted",
    meaning: "speedup that the rule below the table's title predicts",
    value: |row| row.row.work.predicted,
    ..Column::SPEEDUP
};

/// Part of the time in which the cores of these threads were not computing.
const IDLE: Column = AnyColumn {
    heading: "idle",
    meaning: "share of the cores' time in which no thread computed",
    width: 5,
    decimals: 0,
    unit: "%",
    value: |row| {
        let cores = row.row.work.threads.min(command_line::cores());
        let all = row.wall()? * cores as f64;
        let cpu = row.figures()?.cpu()?.as_secs_f64();
        Some(100.0 * (1.0 - cpu / all).max(0.0))
    },
};

/// Columns of the sieves, and of what has no pieces to count.
pub const SIEVE: &[Column] = &[
    Column::WALL_MILLIS,
    Column::SPEEDUP,
    PREDICTED,
    Column::CPU_MILLIS,
    Column::MEMORY,
];

/// Columns of work in pieces.
pub const PIECES: &[Column] = &[
    Column::WALL_MILLIS,
    Column::SPEEDUP,
    PREDICTED,
    Column::CPU_MILLIS,
    IDLE,
    AnyColumn {
        heading: "fewest",
        meaning: "pieces of the thread that computed fewest",
        value: |row| pieces(row)?.min().map(|pieces| pieces as f64),
        ..Column::THREADS
    },
    AnyColumn {
        heading: "most",
        meaning: "pieces of the thread that computed most",
        value: |row| pieces(row)?.max().map(|pieces| pieces as f64),
        ..Column::THREADS
    },
];

/// Columns of operations on a map.
pub const MAP: &[Column] = &[
    Column::WALL_MILLIS,
    Column::SPEEDUP,
    PREDICTED,
    Column::CPU_MILLIS,
    AnyColumn {
        heading: "operations",
        meaning: "millions of operations per second",
        width: 10,
        decimals: 2,
        unit: " M/s",
        value: |row| Some(row.row.work.size as f64 / row.wall()? / 1e6),
    },
    AnyColumn {
        heading: "p99",
        meaning: "99th percentile of the time of an operation",
        width: 9,
        decimals: 2,
        unit: " µs",
        value: |row| Some(row.answer()?.summary().p99? * 1e6),
    },
];

/// Columns of new memory.
pub const PAGES: &[Column] = &[
    Column::WALL_MILLIS,
    Column::SPEEDUP,
    PREDICTED,
    Column::USER_MILLIS,
    Column::SYSTEM_MILLIS,
    Column::PAGE_FAULTS,
];

/// Columns of the long arrays.
pub const BYTES: &[Column] = &[
    Column::WALL_MILLIS,
    Column::SPEEDUP,
    PREDICTED,
    Column::CPU_MILLIS,
    IDLE,
];

/// Columns of the chains.
pub const READS: &[Column] = &[
    Column::WALL_MILLIS,
    Column::SPEEDUP,
    PREDICTED,
    Column::CPU_MILLIS,
    AnyColumn {
        heading: "per read",
        meaning: "wall time per read, all threads together",
        width: 9,
        decimals: 1,
        unit: " ns",
        value: |row| {
            Some(row.wall()? * 1e9 / row.answer()?.summary().number as f64)
        },
    },
];

fn pieces(
    row: &Measured<Work, Answer>,
) -> Option<impl Iterator<Item = u64> + use<>> {
    let pieces = row.answer()?.summary().pieces;
    (!pieces.is_empty()).then_some(pieces.into_iter())
}
