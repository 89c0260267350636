//! Command lines, output, error messages and child processes, handled the same
//! way by every program of the course.

use std::ffi::OsStr;
use std::fmt::Display;
use std::io::{self, Write};
use std::process::{self, Command};
use std::{env, fs, panic, path::Path, thread};

use lexopt::{Arg, Parser};

mod lack;
mod not_started;
mod output;
mod python;
#[cfg(unix)]
mod signals;
#[cfg(not(unix))]
#[path = "no_signals.rs"]
mod signals;

pub use lack::{in_words, lacked};
pub use not_started::{NotStarted, not_started};
pub use output::{Output, Replacement};
pub use python::{bare_python, python};
pub use signals::{accept_signals, listen_unless_ignored, notice_children};
#[cfg(unix)]
pub use signals::{is_ignored, send};

/// Start of the message with which `println!` panics. The cause comes after it.
const PRINTING_FAILED: &str = "failed printing to stdout: ";

/// End of the cause if the reader of a pipe has closed it. The words before it
/// may be in any language.
const READER_GONE: &[&str] = if cfg!(windows) {
    &["(os error 109)", "(os error 232)"]
} else {
    &["(os error 32)"]
};

/// Makes a failed `println!` end the program with a sentence and status 1 (a
/// full disk), or silently with status 0 (`| head`), instead of a panic. The
/// same goes for a panic because the OS has no thread, memory or file left.
/// Other panics stay as they are.
pub fn explain_failed_output() {
    signals::survive_large_files();
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let message = info.payload().downcast_ref::<String>();
        let message = message.map_or("", String::as_str);
        if let Some(cause) = message.strip_prefix(PRINTING_FAILED) {
            if READER_GONE.iter().any(|end| cause.ends_with(end)) {
                process::exit(0);
            }
            print_error(&format!("cannot write the output: {cause}"));
            process::exit(1);
        }
        if let Some(sentence) = lacked(message) {
            print_error(&sentence);
            process::exit(1);
        }
        others(info);
    }));
}

/// Prints a sentence about a failure on stderr. Unlike `eprintln!`, it does not
/// panic if stderr is closed, so the exit status still reaches the caller.
pub fn print_error(sentence: &dyn Display) {
    let _ = writeln!(io::stderr(), "Error: {sentence}");
}

/// Reads the command line with `parse`. None from `parse` means that the user
/// wants help, so the program prints the usage and ends with status 0. A mistake
/// ends it with a sentence, the usage and status 2. From then on, output that
/// cannot be written is explained ([`explain_failed_output`]).
pub fn read<T>(
    usage: &str,
    parse: impl FnOnce(&mut Parser) -> Result<Option<T>, lexopt::Error>,
) -> T {
    explain_failed_output();
    match parse(&mut Parser::from_env()) {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            println!("{usage}");
            process::exit(0);
        }
        Err(error) => {
            let error = printable(error.to_string());
            print_error(&format!("{error}\n\n{usage}"));
            process::exit(2);
        }
    }
}

/// Reads the command line of a program that takes no arguments, as [`read`]
/// does.
pub fn expect_no_arguments() {
    let usage = format!("Usage: {} (it takes no arguments)", program());
    read(&usage, |parser| match parser.next()? {
        None => Ok(Some(())),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(None),
        Some(other) => Err(other.unexpected()),
    });
}

/// Returns the name that this program was started under.
pub fn program() -> String {
    let path = env::args_os().next().unwrap_or_default();
    let name = Path::new(&path).file_stem().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Returns a text from outside, such as the name of a file, in a form that is
/// safe to print: a terminal would obey control characters, and some others
/// would reverse the text after them.
pub fn printable(text: impl AsRef<OsStr>) -> String {
    let mut shown = String::new();
    for character in text.as_ref().to_string_lossy().chars() {
        match character {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                shown.extend(character.escape_unicode());
            }
            it if it.is_control() => shown.extend(it.escape_default()),
            it => shown.push(it),
        }
    }
    shown
}

/// Returns the number of cores whose time this process may use, as std, rayon
/// and tokio count them. A CPU quota, as in a container, counts as whole cores
/// (1.5 as 1), but at least as one.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Returns the number of cores that this process may use at a time. If that is
/// more than [`cores`], a quota stops the process when it has used its share.
pub fn cores_at_a_time() -> usize {
    allowed_cores().map_or_else(cores, |allowed| allowed.max(cores()))
}

/// Returns the number of cores that Linux lets this process run on, such as 3
/// for `0-1,4`.
fn allowed_cores() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let list = status
        .lines()
        .find_map(|line| line.strip_prefix("Cpus_allowed_list:"))?;
    list.trim()
        .split(',')
        .map(|range| {
            let (from, to) = range.split_once('-').unwrap_or((range, range));
            let [from, to] = [from, to].map(|core| core.parse::<usize>().ok());
            Some(to? + 1 - from?)
        })
        .sum()
}

/// Returns the cargo that started this program, or the one on the path.
pub fn cargo() -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    without_cargo(&mut command);
    command
}

/// Removes the variables that describe the package of this program from the
/// environment of `command`. Build scripts watch some of them, so the next cargo
/// would build *ring*, and everything that depends on it, again.
pub fn without_cargo(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let prefixes = ["CARGO_PKG_", "CARGO_MANIFEST_", "OUT_DIR"];
        if prefixes.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
}
