//! The library that runs the checks of all exercises. Each check is a sentence,
//! and a function that panics with a message for the learner if the sentence
//! does not hold. The checks run in a process of their own, which `cargo ex`
//! judges only by their reports.

mod report;

use std::io::{self, Write};
use std::mem;
use std::panic::{self, Location};
use std::process::{self, ExitCode};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::report::Report;

/// A sentence about how the learner's code works, and the function that checks
/// it.
pub type Check = (&'static str, fn());

/// Width of a message, in characters.
pub const WIDTH: usize = 76;

/// The argument of a program of checks that is judged. Its stdin then has one
/// line: a secret, which each report begins with, and the number of the first
/// check.
pub const JUDGED: &str = "judged";

/// The mark that begins and ends a report, within the output of the learner's
/// code.
pub const MARK: u8 = 0;

/// The separator of page, process and sentences in the first report.
pub const BETWEEN: char = '\u{1f}';

/// Runs the checks in order until one fails, all in one process, and reports
/// the outcome of each. `page` is the page of the book to read: a file in
/// `book/src`, without `.md`. The checks are in the caller's file.
#[track_caller]
pub fn run(page: &str, checks: &[Check]) -> ExitCode {
    report_each(page, checks, false, Location::caller().file())
}

/// Does the same as [`run`], but with one single-threaded process per check,
/// because a process with several threads should not fork.
#[track_caller]
pub fn run_alone(page: &str, checks: &[Check]) -> ExitCode {
    report_each(page, checks, true, Location::caller().file())
}

/// Suppresses the messages of panics inside `library`, which would look like
/// the learner's own. This is for processes that the learner's code starts and
/// that begin in the same `main`. The paths of the library's files must contain
/// `library`.
pub fn leave_out_panics_of(library: &'static str) {
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let place = panic.location();
        if !place.is_some_and(|place| place.file().contains(library)) {
            others(panic);
        }
    }));
}

fn report_each(
    page: &str,
    checks: &[Check],
    is_alone: bool,
    file: &'static str,
) -> ExitCode {
    let Some((report, first)) = Report::begin() else {
        let sentence = "These are the checks of an exercise. Run them with \
                        `cargo ex check NAME`.";
        let _ = writeln!(io::stderr(), "{sentence}");
        return ExitCode::FAILURE;
    };
    let mut begin = vec![page, if is_alone { "alone" } else { "together" }];
    begin.extend(checks.iter().map(|(sentence, _)| sentence));
    report.send("checks", &begin.join(&BETWEEN.to_string()));

    let number = if is_alone { 1 } else { checks.len() };
    for &(_, check) in checks.iter().skip(first).take(number) {
        // This is set each time, because the learner's code may have set its
        // own hook.
        report.hear_panics(file);
        let one = move || failure(report, check);
        let failure = if is_alone { one() } else { in_a_thread(one) };
        match failure {
            None => report.send("ok", &mem::take(&mut *noted())),
            Some(message) => {
                report.send("failed", &message);
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

/// Adds a text to the report of the running check, if that holds.
pub fn note(text: String) {
    *noted() = text;
}

fn noted() -> MutexGuard<'static, String> {
    static NOTED: Mutex<String> = Mutex::new(String::new());
    NOTED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn in_a_thread(
    one: impl FnOnce() -> Option<String> + Send + 'static,
) -> Option<String> {
    match thread::Builder::new().name("check".to_owned()).spawn(one) {
        Ok(thread) => thread.join().expect("a check's panic is caught"),
        Err(error) => Some(format!("No thread could be started: {error}")),
    }
}

/// Calls a check. Returns its failure message, if it failed.
fn failure(report: &Report, check: fn()) -> Option<String> {
    report::keep_panics();
    let result = panic::catch_unwind(check);
    // This thread may still hold the lock of stdout.
    let _ = io::stdout().flush();
    let panics = report::kept_panics();
    let message = result.err().map(|payload| {
        let text = report::text(&*payload).to_owned();
        // The payload could panic when it is dropped.
        mem::forget(payload);
        // The last panic is the failure; panics before it were caught.
        let (place, others) = match panics.split_last() {
            Some((last, others)) if last.ends_with(&text) => (last, others),
            _ => (&text, &panics[..]),
        };
        others.iter().for_each(|other| report.send("panic", other));
        place.clone()
    });
    if report.is_in_a_copy() {
        let words = "A child process that your code forked returned into the \
                     check, and was ended there. A forked child must exit by \
                     itself";
        report.send("panic", words);
        process::exit(1);
    }
    message
}

/// Splits a text into lines of at most `width` characters.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line)
                if line.chars().count() + word.chars().count() < width =>
            {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
