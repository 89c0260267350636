//! Helpers and checks for the tests of several packages. A check that fails
//! panics with the output or figure that it found.
#![allow(clippy::missing_panics_doc, reason = "the first lines say it")]

use std::env;
use std::path::PathBuf;

mod comparison;
pub mod processes;
mod program;
#[cfg(feature = "requests")]
pub mod requests;
mod wait;

pub use crate::comparison::{Running, Seen, notes, rows};
#[cfg(target_os = "linux")]
pub use crate::program::explains_unwritable_output;
pub use crate::program::{
    IGNORES_CHILDREN, NOTE, Program, Run, ended, run, started_by,
};
pub use crate::wait::{end_in_time, poll, until};

/// Returns the interpreter for the Python programs. If there is none, prints a
/// sentence on stderr and returns None, and the test has nothing to check. With
/// `PYTHON_REQUIRED` set, as in `.ci/run`, that is a failure.
pub fn python() -> Option<PathBuf> {
    let found = command_line::python();
    if env::var_os("PYTHON_REQUIRED").is_some() {
        return Some(found.expect("Python is required"));
    }
    found
        .map_err(|problem| eprintln!("skipped: {problem}"))
        .ok()
}

/// Checks that no line of a text has more characters than `width`.
pub fn no_line_is_wider(text: &str, width: usize) {
    for line in text.lines() {
        assert!(line.chars().count() <= width, "{line}");
    }
}

/// Returns the words of a line that are numbers, or ratios such as `1.84x`.
pub fn numbers(line: &str) -> Vec<f64> {
    let words = line.split_whitespace();
    words
        .filter_map(|word| word.trim_end_matches('x').parse().ok())
        .collect()
}
