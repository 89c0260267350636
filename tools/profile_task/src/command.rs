//! The command line, and what comes of the command on it.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use nix::sys::signal::Signal;
use profile_task::run::{self, Ended};
use profile_task::{json, next_step, report, verdict};

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
    /// Write the figures and the verdict to FILE too, as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// What to run, and its arguments
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true)]
    command: Vec<OsString>,
}

/// Runs it.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Before the command: whoever wants a file learns at once that there will
    // be none.
    let file = match arguments.json.as_deref().map(opened).transpose() {
        Ok(file) => file,
        Err(sentence) => return failed(&sentence, OUR_FAILURE),
    };
    let Some((program, rest)) = arguments.command.split_first() else {
        return failed("there is no command", OUR_FAILURE);
    };
    let (ended, figures) = match run::to_its_end(program, rest) {
        Ok(done) => done,
        Err(error) => {
            let (sentence, status) = not_started(program, &error);
            return failed(&sentence, status);
        }
    };

    let verdict = verdict::of(&figures);
    let next = next_step::after(&verdict, &figures);
    let told = said(program, ended);
    let text = report::text(&told, &figures, &verdict, next);
    // Where nobody can be told, the command's status still can.
    let _ = io::stderr().write_all(text.as_bytes());

    if let Some((mut file, path)) = file {
        let words = arguments.command.iter();
        let words: Vec<String> =
            words.map(|word| word.to_string_lossy().into()).collect();
        let signal = match ended {
            Ended::With(_) => None,
            Ended::Killed(signal) => Some(signal),
        };
        let object = json::object(
            &words,
            ended.status(),
            signal,
            &figures,
            &verdict,
            next,
        );
        let written = file.set_len(0);
        let written = written.and_then(|()| writeln!(file, "{object:#}"));
        if let Err(error) = written {
            let path = path.display();
            return failed(
                &format!("cannot write {path}: {error}"),
                OUR_FAILURE,
            );
        }
    }
    ExitCode::from(ended.status())
}

/// Opens the file, and leaves what is in it: there may be nothing to replace
/// it with.
fn opened(path: &Path) -> Result<(File, PathBuf), String> {
    let mut options = File::options();
    let file = options.write(true).create(true).truncate(false).open(path);
    let file = file
        .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    Ok((file, path.to_owned()))
}

fn failed(sentence: &str, status: u8) -> ExitCode {
    let _ = writeln!(io::stderr(), "Error: {sentence}");
    ExitCode::from(status)
}

/// Why a command was not started, and the status that shells have for it.
fn not_started(program: &OsString, error: &io::Error) -> (String, u8) {
    let name = program.display();
    if error.kind() != io::ErrorKind::NotFound {
        return (format!("cannot run {name}: {error}"), NO_PROGRAM);
    }
    // A bare name is looked for on the path, and not in the current folder.
    let path = Path::new(program);
    let sentence = if path.components().count() > 1 && path.exists() {
        format!(
            "cannot run {name}: what it is to be run by (see its first line) \
             is not there"
        )
    } else {
        format!("there is no command {name}")
    };
    (sentence, NOT_FOUND)
}

/// How the command ended, in a sentence.
fn said(program: &OsString, ended: Ended) -> String {
    let name = Path::new(program).file_name().unwrap_or(program);
    let name = name.display();
    match ended {
        Ended::With(status) => format!("{name} ended with status {status}."),
        Ended::Killed(number) => match Signal::try_from(number) {
            Ok(signal) => format!("{name} was killed by {signal}."),
            Err(_) => format!("{name} was killed by signal {number}."),
        },
    }
}
