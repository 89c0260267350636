//! What the checks of all exercises are run with: each is a sentence and a
//! function that panics, with a message for the learner, where the sentence
//! does not hold. They run in a process of their own, which `cargo ex` judges
//! by what they report, and by nothing else.

mod report;

use std::io::{self, Write};
use std::mem;
use std::panic::{self, Location};
use std::process::{self, ExitCode};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::report::Report;

/// A sentence on how the learner's code works, and what looks whether it does.
pub type Check = (&'static str, fn());

/// Width of a message, in characters.
pub const WIDTH: usize = 76;

/// The argument of a program of checks that is judged. Its stdin then has one
/// line: a secret, with which each report begins, and the number of the check
/// that is the first.
pub const JUDGED: &str = "judged";

/// What begins and ends a report among what the learner's code prints.
pub const MARK: u8 = 0;

/// What stands between page, process and sentences in the first report.
pub const BETWEEN: char = '\u{1f}';

/// Runs the checks in their order until one fails, all in one process, and
/// reports how each went. `page` is where the book tells more: a file of
/// `book/src`, without `.md`. The file of the caller is that of the checks.
#[track_caller]
pub fn run(page: &str, checks: &[Check]) -> ExitCode {
    report_each(page, checks, false, Location::caller().file())
}

/// As [`run`], with a process for each check that has one thread: a process
/// that has more had better not fork.
#[track_caller]
pub fn run_alone(page: &str, checks: &[Check]) -> ExitCode {
    report_each(page, checks, true, Location::caller().file())
}

/// For processes that the learner's code starts and that begin in the same
/// `main`: what a library panics with there by itself is not printed, as if the
/// learner had done so. Its files have these words in their paths.
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
        let sentence = "These are the checks of an exercise: `cargo ex check` \
                        with its name runs them.";
        let _ = writeln!(io::stderr(), "{sentence}");
        return ExitCode::FAILURE;
    };
    let mut begin = vec![page, if is_alone { "alone" } else { "together" }];
    begin.extend(checks.iter().map(|(sentence, _)| sentence));
    report.send("checks", &begin.join(&BETWEEN.to_string()));

    let number = if is_alone { 1 } else { checks.len() };
    for &(_, check) in checks.iter().skip(first).take(number) {
        // Again each time: the learner's code may have set a hook of its own.
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

/// Says something besides that the check that runs holds, if it does.
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

/// Calls a check. Returns why it failed, if it did.
fn failure(report: &Report, check: fn()) -> Option<String> {
    report::keep_panics();
    let result = panic::catch_unwind(check);
    // By the thread that may still hold the lock of stdout.
    let _ = io::stdout().flush();
    let panics = report::kept_panics();
    let message = result.err().map(|payload| {
        let text = report::text(&*payload).to_owned();
        // What it holds may panic when it is dropped.
        mem::forget(payload);
        // A panic that was caught in between is one of many.
        let (place, others) = match panics.split_last() {
            Some((last, others)) if last.ends_with(&text) => (last, others),
            _ => (&text, &panics[..]),
        };
        others.iter().for_each(|other| report.send("panic", other));
        place.clone()
    });
    if report.is_in_a_copy() {
        let words = "A child process that your code forked came back from it \
                     into the check, and was ended there: a child must end by \
                     itself";
        report.send("panic", words);
        process::exit(1);
    }
    message
}

/// The lines of a text, of at most so many characters each.
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
