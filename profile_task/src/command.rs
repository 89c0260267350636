//! The command line: its command is run, judged, and reported.

use std::ffi::OsString;
use std::io::{self, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, ExitStatus};

use clap::Parser;
use command_line::{Output, printable};
use nix::sys::signal::Signal;
use profile_task::{json, next_step, report, run, verdict};

/// Exit status for a failure of this program itself, as `timeout` and `env` have
/// it. Commands use 1 and 2.
const OUR_FAILURE: u8 = 125;

/// Run a command, and report on standard error whether it is CPU-bound or
/// I/O-bound, and why.
///
/// The command keeps its input and output, Ctrl-C and its exit status. The
/// status is 128 + n if signal n ended the command, 127 if there is no such
/// command, 126 if it cannot be run, and 125 if profile_task itself failed.
#[derive(Debug, Parser)]
#[command(bin_name = "profile_task", term_width = 80)]
struct Arguments {
    /// Also write the figures as JSON; `-` for standard output
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// Command to run, with its arguments
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true)]
    command: Vec<OsString>,
}

/// Reason why this program failed, and its exit status.
struct Failure(String, u8);

/// Runs the command line's command, and returns its exit status.
pub fn main() -> ExitCode {
    command_line::notice_children();
    ExitCode::from(profile(&Arguments::parse()).unwrap_or_else(
        |Failure(sentence, status)| {
            command_line::print_error(&sentence);
            status
        },
    ))
}

fn profile(arguments: &Arguments) -> Result<u8, Failure> {
    // If the file cannot be written, the user learns it before the command
    // starts.
    let unwritten = |sentence| Failure(sentence, OUR_FAILURE);
    let file = arguments.json.as_ref().map(Output::new);
    let file = file.transpose().map_err(unwritten)?;
    let (program, rest) =
        arguments.command.split_first().expect("clap asks for one");
    let (ended, figures) = run::to_its_end(program, rest)
        .map_err(|error| command_line::not_started(program, &error))
        .map_err(|it| Failure(it.sentence, it.status))?;

    let verdict = verdict::judge(&figures);
    let next = next_step::after(&verdict, &figures);
    let text =
        report::text(&sentence(program, ended), &figures, &verdict, next);
    // If standard error is closed, the status still reaches the caller.
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

/// Returns the status that a shell would show: 128 plus a signal.
fn status(ended: ExitStatus) -> u8 {
    let signal = ended.signal().unwrap_or_default();
    let status = ended.code().unwrap_or(128 + signal);
    u8::try_from(status).unwrap_or(u8::MAX)
}

/// Returns a sentence on how the command ended.
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
