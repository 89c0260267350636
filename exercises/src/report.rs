//! The reports of a process of checks. They go to the stream that the learner's
//! code prints to, so reports and prints keep their order. Each has a secret
//! that the learner's code does not know, so nothing that it prints can be a
//! report.

use std::any::Any;
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use std::{env, process};

use crate::{JUDGED, MARK};

/// Number of bytes of text in one report. With the secret, all systems write
/// that many bytes at once, even if others write to the same pipe.
const PART: usize = 300;

/// Number of bytes of the longest message.
const LONGEST: usize = 8 * 1024;

thread_local! {
    /// Messages of the panics in the thread of a check; None in other threads.
    static PANICS: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// The destination of reports.
pub(crate) struct Report {
    /// The stdout that this process began with.
    stream: File,
    secret: String,
    /// The process that may report. Its forked children may not.
    process: u32,
    /// Held while the parts of one report are written.
    is_writing: Mutex<()>,
}

impl Report {
    /// Reads the one line of stdin, and leaves nothing there. Returns the
    /// destination of reports and the number of the first check, or None if
    /// this process is not judged.
    pub fn begin() -> Option<(&'static Report, usize)> {
        if env::args_os().nth(1)? != JUDGED {
            return None;
        }
        let mut line = String::new();
        io::stdin().read_line(&mut line).ok()?;
        let (secret, first) = line.trim_end().split_once(' ')?;
        let report = Report {
            stream: stdout().ok()?,
            secret: secret.to_owned(),
            process: process::id(),
            is_writing: Mutex::new(()),
        };
        Some((Box::leak(Box::new(report)), first.parse().ok()?))
    }

    /// Returns true in a forked child of the process that reports.
    pub fn is_in_a_copy(&self) -> bool {
        process::id() != self.process
    }

    /// Reports a word and a text. Only the last part of the text carries the
    /// word.
    pub fn send(&self, word: &str, text: &str) {
        let writing = self.is_writing.lock();
        let _writing = writing.unwrap_or_else(PoisonError::into_inner);
        let mut rest = &text[..boundary(text, LONGEST)];
        while rest.len() > PART {
            let (part, others) = rest.split_at(boundary(rest, PART));
            self.write("", part);
            rest = others;
        }
        self.write(word, rest);
    }

    fn write(&self, word: &str, part: &str) {
        let mark = char::from(MARK);
        let part = part.replace(mark, " ");
        let report = format!("{mark}{}{word} {part}{mark}", self.secret);
        // This fails once the judge is gone.
        while let Err(error) = (&self.stream).write(report.as_bytes()) {
            match error.kind() {
                ErrorKind::Interrupted => {}
                // The learner's code may have made the pipe non-blocking.
                ErrorKind::WouldBlock => {
                    thread::sleep(Duration::from_millis(1));
                }
                _ => break,
            }
        }
    }

    /// Keeps the panic messages of the thread of a check, and reports those of
    /// other threads. Locations in the file `checks` are left out of the
    /// messages.
    pub fn hear_panics(&'static self, checks: &'static str) {
        panic::set_hook(Box::new(move |panic| {
            let message = message(panic, checks);
            // A message that a forked child keeps would be lost.
            let is_kept = !self.is_in_a_copy() && keep(&message);
            if !is_kept {
                self.send("panic", &message);
            }
        }));
    }
}

/// Returns the length of the longest beginning of `text` with at most `most`
/// bytes.
fn boundary(text: &str, most: usize) -> usize {
    let mut lengths = (0..=most.min(text.len())).rev();
    let whole = lengths.find(|length| text.is_char_boundary(*length));
    whole.unwrap_or_default()
}

/// Returns a copy of stdout that stays open when the learner's code closes
/// stdout.
#[cfg(unix)]
fn stdout() -> io::Result<File> {
    use std::os::fd::AsFd;

    Ok(io::stdout().as_fd().try_clone_to_owned()?.into())
}

#[cfg(windows)]
fn stdout() -> io::Result<File> {
    use std::os::windows::io::AsHandle;

    Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
}

/// Marks this thread as one that runs a check.
pub(crate) fn keep_panics() {
    PANICS.set(Some(Vec::new()));
}

/// Returns the messages of this thread's panics since then, the latest one
/// last.
pub(crate) fn kept_panics() -> Vec<String> {
    PANICS.take().unwrap_or_default()
}

/// Keeps a message if this thread runs a check. Returns true if it did.
fn keep(message: &str) -> bool {
    let kept = PANICS.try_with(|panics| {
        let mut panics = panics.try_borrow_mut().ok()?;
        panics.as_mut()?.push(message.to_owned());
        Some(())
    });
    kept.ok().flatten().is_some()
}

/// Returns the message of a panic with its location, unless that is in the file
/// of the checks.
fn message(panic: &PanicHookInfo, checks: &str) -> String {
    let text = text(panic.payload());
    match panic.location() {
        Some(place) if place.file() != checks => {
            format!("{}:{}: {text}", place.file(), place.line())
        }
        _ => text.to_owned(),
    }
}

/// Returns the message of a panic.
pub(crate) fn text(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without a message")
}
