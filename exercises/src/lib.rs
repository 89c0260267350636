//! What the checks of all exercises are run with: each is a sentence and a
//! function that panics, with a message for the learner, where the sentence
//! does not hold.

mod deadline;

use std::io::{self, Write};
use std::panic::{self, Location, PanicHookInfo};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::thread;

pub use crate::deadline::DEADLINE;

/// A sentence on how the learner's code works, and what looks whether it does.
pub type Check = (&'static str, fn());

/// How wide a message is at the most.
pub const WIDTH: usize = 76;

/// The thread of a check. Others belong to the learner's code.
const CHECK: &str = "check";

/// Why the check that runs now has failed.
static MESSAGE: Mutex<String> = Mutex::new(String::new());

/// Runs the checks in their order until one fails, and says how each went.
/// `page` is where the book tells more: a file of `book/src`, without `.md`.
/// The file of the caller is that of the checks.
#[track_caller]
pub fn run(page: &str, checks: &[Check]) -> ExitCode {
    let file = Location::caller().file();
    panic::set_hook(Box::new(|panic| keep_or_print(message(panic, file))));
    for (done, &(sentence, check)) in checks.iter().enumerate() {
        let deadline = deadline::watch(failed(page, &checks[done..], &late()));
        let check = thread::Builder::new().name(CHECK.to_owned()).spawn(check);
        let result = check.map(|check| check.join());
        drop(deadline);
        if let Ok(Ok(())) = result {
            say(&format!("  ok       {sentence}"));
            continue;
        }
        let message = MESSAGE.lock().unwrap_or_else(PoisonError::into_inner);
        say(&failed(page, &checks[done..], &message));
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// What is said of a check that does not end.
fn late() -> String {
    format!(
        "nothing came of it within {} s: something waits for what never comes, \
         or goes round in circles",
        DEADLINE.as_secs()
    )
}

/// What is said where the first of these checks has failed.
fn failed(page: &str, checks: &[Check], message: &str) -> String {
    let mut lines = Vec::new();
    for (index, (sentence, _)) in checks.iter().enumerate() {
        let mark = if index == 0 { "not yet" } else { "-" };
        lines.push(format!("  {mark:<9}{sentence}"));
        if index == 0 {
            let message = wrapped(message, WIDTH - 11).into_iter();
            lines.extend(message.map(|line| format!("{:11}{line}", "")));
        }
    }
    lines.push(format!("\n  To read: book/src/{page}.md"));
    lines.join("\n")
}

/// Keeps what a check says, and prints what any other thread panics with.
fn keep_or_print(message: String) {
    if thread::current().name() == Some(CHECK) {
        *MESSAGE.lock().unwrap_or_else(PoisonError::into_inner) = message;
    } else {
        say(&format!("  (panic)  {message}"));
    }
}

/// Returns what a panic says, and where, unless it is one of the checks' file.
pub fn message(panic: &PanicHookInfo, checks: &str) -> String {
    let payload = panic.payload();
    let text = payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words");
    match panic.location() {
        Some(place) if place.file() != checks => {
            format!("{}:{}: {text}", place.file(), place.line())
        }
        _ => text.to_owned(),
    }
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

/// Prints a line. Nobody may be reading any more, which changes no verdict.
fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}
