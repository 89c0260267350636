//! What the tests of several packages do and check. A check that fails panics
//! with what it has seen.
#![allow(clippy::missing_panics_doc, reason = "the first lines say it")]

mod comparison;
pub mod processes;
mod program;
#[cfg(feature = "requests")]
pub mod requests;

use std::io::{self, Write};
use std::sync::Once;
use std::time::{Duration, Instant};
use std::{process, thread};

pub use crate::comparison::{Running, Seen, notes, rows};
#[cfg(target_os = "linux")]
pub use crate::program::explains_unwritable_output;
pub use crate::program::{NOTE, Program, Run, ended, run};

/// Longest wait for something. No test needs a tenth of it.
const DEADLINE: Duration = Duration::from_secs(60);

/// Calls `ask` until it returns a value, and returns that.
pub fn poll<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(started.elapsed() < DEADLINE, "never seen: {what}");
        thread::sleep(Duration::from_millis(1));
    }
}

/// Waits until `is_so` returns true.
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    poll(what, || is_so().then_some(()));
}

/// Ends this process if its tests take too long, because one of them hangs.
pub fn end_in_time() {
    static WATCH: Once = Once::new();
    WATCH.call_once(|| {
        thread::spawn(|| {
            thread::sleep(2 * DEADLINE);
            // `eprintln!` is captured.
            let _ = io::stderr().write_all(b"a test hangs\n");
            process::exit(1);
        });
    });
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
