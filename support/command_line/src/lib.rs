//! What every program of the course does with its command line and its output,
//! and with the cargo that it starts.

use std::ffi::OsStr;
use std::process::{self, Command};
use std::{env, fs, panic, path::Path, thread};

use lexopt::{Arg, Parser};

mod lack;
mod output;
mod python;
#[cfg(unix)]
mod signals;
#[cfg(not(unix))]
#[path = "no_signals.rs"]
mod signals;

pub use lack::{in_words, lacked};
pub use output::{Output, Replacement};
pub use python::python;
pub use signals::{accept_signals, listen_unless_ignored, notice_children};
#[cfg(unix)]
pub use signals::{is_ignored, send};

/// What `println!` panics with, before the cause.
const PRINTING_FAILED: &str = "failed printing to stdout: ";

/// How the cause ends where a reader of a pipe has seen enough. The words
/// before it may be in any language.
const READER_GONE: &[&str] = if cfg!(windows) {
    &["(os error 109)", "(os error 232)"]
} else {
    &["(os error 32)"]
};

/// From now on, a `println!` that fails ends the program with a sentence and
/// status 1 (a full disk), or silently with status 0 (`| head`), in place of
/// a panic. So does one for which the system has no thread, memory or file left.
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
            eprintln!("Error: cannot write the output: {cause}");
            process::exit(1);
        }
        if let Some(sentence) = lacked(message) {
            eprintln!("Error: {sentence}");
            process::exit(1);
        }
        others(info);
    }));
}

/// Reads the command line with `parse`. If that returns None, the user asks for
/// help: the program prints the usage and ends with status 0. A mistake ends it
/// with a sentence, the usage and status 2. Output that fails is explained.
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
            eprintln!("Error: {error}\n\n{usage}");
            process::exit(2);
        }
    }
}

/// Begins a program that takes no arguments, as [`read`] does.
pub fn expect_no_arguments() {
    let usage = format!("Usage: {} (it takes no arguments)", program());
    read(&usage, |parser| match parser.next()? {
        None => Ok(Some(())),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(None),
        Some(other) => Err(other.unexpected()),
    });
}

/// The name that this program was started under.
pub fn program() -> String {
    let path = env::args_os().next().unwrap_or_default();
    let name = Path::new(&path).file_stem().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Returns a text from outside, such as the name of a file, as a terminal may
/// show it: it would obey control characters, and show what comes after some
/// others in another order.
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

/// Number of cores whose time this process may use, as std, rayon and tokio
/// count them: of a CPU quota, as containers have it, whole cores alone (1 of
/// 1.5), and at least one.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Number of cores that this process may use at a time. If these are more than
/// [`cores`], a quota stops it when it has used its share.
pub fn cores_at_a_time() -> usize {
    allowed_cores().map_or_else(cores, |allowed| allowed.max(cores()))
}

/// Number of cores that Linux lets this process run on, such as 3 of `0-1,4`.
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

/// The cargo that started this program, or the one on the path.
pub fn cargo() -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    without_cargo(&mut command);
    command
}

/// Takes what cargo says about the package of this program out of the
/// environment of `command`. Build scripts watch some of these variables, so
/// the next cargo would build *ring*, and everything that is built on it, again.
pub fn without_cargo(command: &mut Command) {
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let prefixes = ["CARGO_PKG_", "CARGO_MANIFEST_", "OUT_DIR"];
        if prefixes.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
}
