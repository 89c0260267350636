//! The output of the learner's code and the panics of its threads, in order and
//! within limits.

use std::fmt::Write;
use std::mem;

use exercises::{WIDTH, wrapped};

/// Largest number of bytes and lines that are shown per check.
const BYTES: usize = 16 * 1024;
const LINES: usize = 100;

/// Output and panics since the last check.
#[derive(Default)]
pub struct Seen {
    parts: Vec<Part>,
    bytes: usize,
    lines: usize,
    /// Number of bytes that were dropped.
    dropped: usize,
}

enum Part {
    Printed(Vec<u8>),
    Panic(String),
}

impl Seen {
    pub fn print(&mut self, bytes: &[u8]) {
        let room = bytes.len().min(BYTES - self.bytes);
        let mut ends = bytes[..room].iter().enumerate();
        let ends = ends.by_ref().filter(|(_, byte)| **byte == b'\n');
        let last = ends.take(LINES - self.lines).collect::<Vec<_>>();
        self.lines += last.len();
        let kept = match last.last() {
            _ if self.lines < LINES => room,
            Some((end, _)) => end + 1,
            None => 0,
        };
        self.bytes += kept;
        self.dropped += bytes.len() - kept;
        let (kept, _) = bytes.split_at(kept);
        match self.parts.last_mut() {
            _ if kept.is_empty() => {}
            Some(Part::Printed(before)) => before.extend(kept),
            _ => self.parts.push(Part::Printed(kept.to_owned())),
        }
    }

    pub fn panic(&mut self, message: &str) {
        let room = BYTES - self.bytes;
        if message.len() > room || self.lines == LINES {
            self.dropped += message.len();
            return;
        }
        self.bytes += message.len();
        self.lines += 1;
        self.parts.push(Part::Panic(message.to_owned()));
    }

    /// Returns the text for the learner, and clears it.
    pub fn text(&mut self) -> String {
        let seen = mem::take(self);
        let mut text = String::new();
        for part in &seen.parts {
            match part {
                Part::Printed(bytes) => {
                    text += "  You printed:\n";
                    for line in String::from_utf8_lossy(bytes).lines() {
                        let _ = writeln!(text, "  | {}", visible(line));
                    }
                }
                Part::Panic(message) => {
                    let mut mark = "(panic)";
                    for line in wrapped(message, WIDTH - 11) {
                        let _ = writeln!(text, "  {mark:<9}{}", visible(&line));
                        mark = "";
                    }
                }
            }
        }
        if seen.dropped > 0 {
            let dropped = size(seen.dropped);
            let _ = writeln!(text, "  | … and {dropped} more, not shown here.");
        }
        text
    }
}

/// Returns a number of bytes as text.
fn size(bytes: usize) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// Returns a line in which no character controls a terminal.
pub fn visible(line: &str) -> String {
    let mut visible = String::new();
    for character in line.chars() {
        if character.is_control() && character != '\t' {
            visible.extend(character.escape_default());
        } else {
            visible.push(character);
        }
    }
    visible
}
