//! The columns of each table.

use measure::Column as AnyColumn;

use crate::work::{Answer, Work};

type Column = AnyColumn<Work, Answer>;

/// A column with a count.
macro_rules! count {
    ($heading:literal, $meaning:literal, $kind:ident, $field:ident) => {
        AnyColumn {
            heading: $heading,
            meaning: $meaning,
            width: 7,
            value: |row| match row.answer()? {
                Answer::$kind(it) => Some(it.$field as f64),
                _ => None,
            },
            ..Column::THREADS
        }
    };
}

/// A column with a count that a version may not have.
macro_rules! half {
    ($heading:literal, $meaning:literal, $field:ident) => {
        AnyColumn {
            heading: $heading,
            meaning: $meaning,
            width: 7,
            value: |row| match row.answer()? {
                Answer::Transfers(it) => it.$field.map(|half| half as f64),
                _ => None,
            },
            ..Column::THREADS
        }
    };
}

/// Columns of the part `bytes`.
pub const BYTES: &[Column] = &[
    count!("bytes sent", "bytes sent", Bytes, sent),
    count!("bytes lost", "bytes that are in no record", Bytes, lost),
    count!("intact", "records as they were sent", Bytes, intact),
    count!("garbled", "records that were never sent", Bytes, garbled),
    count!("ticks", "ticks of the clock beside the reads", Bytes, ticks),
];

/// Columns of the part `transfers`.
pub const TRANSFERS: &[Column] = &[
    half!(
        "sibling fails",
        "half done after another future failed",
        sibling
    ),
    half!("timeout", "half done after a timeout", timeout),
    half!("set dropped", "half done after their set was dropped", set),
    half!("abort", "half done after their tasks were aborted", abort),
    count!("done", "done, in all four cases together", Transfers, done),
    count!(
        "not begun",
        "not begun or undone, in all four cases together",
        Transfers,
        not_begun
    ),
];

/// Columns of the part `errors`.
pub const ERRORS: &[Column] = &[
    count!("requests", "requests", Errors, requests),
    count!("finished", "requests that finished", Errors, finished),
    count!("kept", "responses that the caller has", Errors, kept),
    count!(
        "errors seen",
        "errors reported while a request was hanging",
        Errors,
        errors
    ),
];

/// Columns of the part `shutdown`.
pub const SHUTDOWN: &[Column] = &[
    count!("answered", "whole responses", Shutdown, answered),
    count!("cut off", "requests without a response", Shutdown, cut_off),
    AnyColumn {
        heading: "time to end",
        meaning: "wall time from the signal to the end, in seconds",
        value: |row| match row.answer()? {
            Answer::Shutdown(it) => Some(it.seconds),
            _ => None,
        },
        ..Column::WALL
    },
    count!(
        "exit status",
        "status as a shell shows it: 128 + a signal",
        Shutdown,
        status
    ),
];
