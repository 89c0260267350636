//! The command line, and what comes of the command on it.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, ExitStatus};

use clap::Parser;
use command_line::{Output, printable};
use nix::errno::Errno;
use nix::sys::signal::Signal;
use profile_task::{json, next_step, report, run, verdict};

/// What this program ends with when it is itself that fails, as `timeout` and
/// `env` do: 1 and 2 are what commands end with.
const OUR_FAILURE: u8 = 125;
const NO_PROGRAM: u8 = 126;
const NOT_FOUND: u8 = 127;

/// Runs a command, and tells on standard error whether it is CPU-bound or
/// I/O-bound, and why.
///
/// What the command reads and writes, Ctrl-C and its exit status are its own:
/// 128 + n where signal n has ended it, 127 where there is no such command,
/// 126 where it cannot be run, 125 where profile_task itself has failed.
#[derive(Debug, Parser)]
#[command(bin_name = "profile_task", term_width = 80)]
struct Arguments {
    /// Write the figures and the verdict to FILE too, as JSON; `-` is stdout
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// What to run, and its arguments
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true)]
    command: Vec<OsString>,
}

/// Why this program failed, and the status that it ends with.
struct Failure(String, u8);

/// Runs the command line's command, and returns its exit status.
pub fn main() -> ExitCode {
    command_line::notice_children();
    ExitCode::from(profile(&Arguments::parse()).unwrap_or_else(
        |Failure(sentence, status)| {
            let _ = writeln!(io::stderr(), "Error: {sentence}");
            status
        },
    ))
}

fn profile(arguments: &Arguments) -> Result<u8, Failure> {
    // Before the command: whoever wants a file learns at once that there will
    // be none.
    let unwritten = |sentence| Failure(sentence, OUR_FAILURE);
    let file = arguments.json.as_ref().map(Output::new);
    let file = file.transpose().map_err(unwritten)?;
    let (program, rest) =
        arguments.command.split_first().expect("clap asks for one");
    let (ended, figures) = run::to_its_end(program, rest)
        .map_err(|error| not_started(program, &error))?;

    let verdict = verdict::judge(&figures);
    let next = next_step::after(&verdict, &figures);
    let text =
        report::text(&sentence(program, ended), &figures, &verdict, next);
    // Where nobody can be told, the command's status still can.
    let _ = io::stderr().write_all(text.as_bytes());

    let status = status(ended);
    if let Some(file) = file {
        let command = &arguments.command;
        let signal = ended.signal();
        let object =
            json::object(command, status, signal, &figures, &verdict, next);
        file.write(&format!("{object:#}\n")).map_err(unwritten)?;
    }
    Ok(status)
}

/// Returns why a command was not started, and the status that shells have for
/// that.
fn not_started(program: &OsString, error: &io::Error) -> Failure {
    let name = printable(program);
    // A bare name is looked for on the path, and not in the current folder.
    let path = Path::new(program);
    let file = (path.components().count() > 1)
        .then(|| fs::metadata(path).ok())
        .flatten();
    if program.is_empty() {
        return Failure("the command has no name".to_owned(), NOT_FOUND);
    }
    let status = match error.kind() {
        io::ErrorKind::NotFound => NOT_FOUND,
        _ => NO_PROGRAM,
    };
    if status == NOT_FOUND && file.is_none() {
        return Failure(format!("there is no command {name}"), status);
    }
    let errno = Errno::from_raw(error.raw_os_error().unwrap_or_default());
    let reason = match (errno, file) {
        (Errno::ENOENT, _) => {
            "what it is to be run by (see its first line) is not there"
        }
        (_, Some(file)) if file.is_dir() => "it is a folder",
        (Errno::EACCES, Some(file)) if file.mode() & 0o111 == 0 => {
            "it may not be run; allow that with `chmod +x`, or name before it \
             what runs it"
        }
        (Errno::EACCES, _) => {
            "that is not allowed to you, or not in the folder that it is in"
        }
        (Errno::ENOEXEC, _) => {
            "it is no program for this system; if it is a script, name before \
             it what runs it, such as sh"
        }
        (Errno::E2BIG, _) => {
            "its arguments and the environment are too long together; put them \
             into a file, or give it fewer at a time"
        }
        (Errno::ETXTBSY, _) => {
            "its file is being written; wait until that is done"
        }
        (Errno::EAGAIN, _) => {
            "there are too many processes and threads; end some, or raise \
             their limit with `ulimit -u`"
        }
        (Errno::ENOMEM, _) => {
            "memory is short; close other programs, or raise the limit with \
             `ulimit -v`"
        }
        (Errno::EMFILE | Errno::ENFILE, _) => {
            "too many files are open; raise their limit with `ulimit -n`"
        }
        _ => return Failure(format!("cannot run {name}: {error}"), status),
    };
    Failure(format!("cannot run {name}: {reason}"), status)
}

/// Returns what shells make of it: the status, or 128 and the signal.
fn status(ended: ExitStatus) -> u8 {
    let signal = ended.signal().unwrap_or_default();
    let status = ended.code().unwrap_or(128 + signal);
    u8::try_from(status).unwrap_or(u8::MAX)
}

/// Returns how the command ended, in a sentence.
fn sentence(program: &OsString, ended: ExitStatus) -> String {
    let name = printable(Path::new(program).file_name().unwrap_or(program));
    let Some(number) = ended.signal() else {
        return format!("{name} ended with status {}.", status(ended));
    };
    match Signal::try_from(number) {
        Ok(signal) => format!("{name} was killed by {signal}."),
        Err(_) => format!("{name} was killed by signal {number}."),
    }
}
