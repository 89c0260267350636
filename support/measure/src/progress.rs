//! A line on stderr that says what is done now, on a terminal alone.

use std::io::{self, IsTerminal};

/// Goes to the beginning of the line, and deletes it.
const NEW_LINE: &str = "\r\x1b[K";

/// Shows `text` in the place of what was shown before.
pub(crate) fn show(text: &str) {
    if io::stderr().is_terminal() {
        eprint!("{NEW_LINE}{text} …");
    }
}

/// Takes the line away.
pub(crate) fn clear() {
    if io::stderr().is_terminal() {
        eprint!("{NEW_LINE}");
    }
}
