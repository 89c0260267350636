//! What a process of checks reports: in the stream that it prints to, so that
//! reports and prints keep their order, with a secret that the learner's code
//! does not have, so that nothing it prints is a report.

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

/// Number of bytes of text in one report. With the secret, it is written in
/// one piece on all systems, whoever else writes to the same pipe.
const PART: usize = 300;

/// Number of bytes of the longest message.
const LONGEST: usize = 8 * 1024;

thread_local! {
    /// What the thread of a check has panicked with; None in other threads.
    static PANICS: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Where reports go.
pub(crate) struct Report {
    /// The stdout that this process began with.
    stream: File,
    secret: String,
    /// The process that may report. A forked child of it may not.
    process: u32,
    /// Held while a report is written that has several parts.
    is_writing: Mutex<()>,
}

impl Report {
    /// Reads from stdin what a process of checks is given, and leaves nothing
    /// there. Returns where reports go, and the number of the first check; or
    /// None, if nobody judges this process.
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

    /// Whether this process is a forked child of the one that reports.
    pub fn is_in_a_copy(&self) -> bool {
        process::id() != self.process
    }

    /// Reports a word and a text, of which all parts but the last have no word.
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
        // Fails where nobody judges any more.
        while let Err(error) = (&self.stream).write(report.as_bytes()) {
            match error.kind() {
                ErrorKind::Interrupted => {}
                // The learner's code has set it so.
                ErrorKind::WouldBlock => {
                    thread::sleep(Duration::from_millis(1));
                }
                _ => break,
            }
        }
    }

    /// Keeps what the thread of a check panics with, and reports what others
    /// do. `checks` is the file whose places are not named.
    pub fn hear_panics(&'static self, checks: &'static str) {
        panic::set_hook(Box::new(move |panic| {
            let message = message(panic, checks);
            // A forked child has a copy that nobody reads.
            let is_kept = !self.is_in_a_copy() && keep(&message);
            if !is_kept {
                self.send("panic", &message);
            }
        }));
    }
}

/// The length of the text's beginning that has at most so many bytes.
fn boundary(text: &str, most: usize) -> usize {
    let mut lengths = (0..=most.min(text.len())).rev();
    let whole = lengths.find(|length| text.is_char_boundary(*length));
    whole.unwrap_or_default()
}

/// The file that stdout is, which stays when the learner's code closes that.
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

/// This thread runs a check from now on.
pub(crate) fn keep_panics() {
    PANICS.set(Some(Vec::new()));
}

/// What this thread has panicked with since then, the last one last.
pub(crate) fn kept_panics() -> Vec<String> {
    PANICS.take().unwrap_or_default()
}

/// Keeps a message, if this is the thread of a check.
fn keep(message: &str) -> bool {
    let kept = PANICS.try_with(|panics| {
        let mut panics = panics.try_borrow_mut().ok()?;
        panics.as_mut()?.push(message.to_owned());
        Some(())
    });
    kept.ok().flatten().is_some()
}

/// Returns what a panic says, and where, unless it is one of the checks' file.
fn message(panic: &PanicHookInfo, checks: &str) -> String {
    let text = text(panic.payload());
    match panic.location() {
        Some(place) if place.file() != checks => {
            format!("{}:{}: {text}", place.file(), place.line())
        }
        _ => text.to_owned(),
    }
}

/// What a panic says.
pub(crate) fn text(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words")
}
