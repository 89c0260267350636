//! Reasons why a command was not started, and the statuses that shells use.

use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::{fs, fs::Metadata};

use crate::lack::lack;
use crate::printable;

/// Exit statuses as shells, `env` and `timeout` have them.
const NOT_RUN: u8 = 126;
const NOT_FOUND: u8 = 127;

/// Error of a file that is not a program (ENOEXEC, ERROR_BAD_EXE_FORMAT).
const NOT_A_PROGRAM: i32 = if cfg!(windows) { 193 } else { 8 };

/// Reason why a command was not started.
#[derive(Debug)]
pub struct NotStarted {
    /// A sentence without its full stop, which names the command.
    pub sentence: String,
    /// Exit status that a shell would report.
    pub status: u8,
}

/// Returns the reason why `program` was not started, from the error of
/// [`std::process::Command::spawn`].
pub fn not_started(
    program: impl AsRef<OsStr>,
    error: &io::Error,
) -> NotStarted {
    let program = program.as_ref();
    let name = printable(program);
    let file = file_of(program);
    let status = match error.kind() {
        ErrorKind::NotFound => NOT_FOUND,
        _ if program.is_empty() => NOT_FOUND,
        _ => NOT_RUN,
    };
    let sentence = if program.is_empty() {
        "the command has no name".to_owned()
    } else if status == NOT_FOUND && file.is_none() {
        format!("there is no command {name}")
    } else {
        format!("cannot run {name}: {}", reason(error, file.as_ref()))
    };
    NotStarted { sentence, status }
}

/// Returns the file that `program` names. A bare name is looked up on the path,
/// not in the current folder.
fn file_of(program: &OsStr) -> Option<Metadata> {
    let path = Path::new(program);
    let is_bare = path.components().count() == 1;
    if is_bare {
        None
    } else {
        fs::metadata(path).ok()
    }
}

fn reason(error: &io::Error, file: Option<&Metadata>) -> String {
    let reason = match error.kind() {
        ErrorKind::NotFound => {
            "the interpreter named in its first line doesn't exist"
        }
        _ if file.is_some_and(Metadata::is_dir) => "it's a folder",
        ErrorKind::PermissionDenied if file.is_some_and(is_not_executable) => {
            "it isn't executable; allow that with `chmod +x`, or put its \
             interpreter before it"
        }
        ErrorKind::PermissionDenied => {
            "you don't have permission, for the file or for its folder"
        }
        ErrorKind::ArgumentListTooLong => {
            "its arguments and the environment are too long together; pass \
             fewer at a time, or pass them in a file"
        }
        ErrorKind::ExecutableFileBusy => {
            "its file is being written; wait until that's done"
        }
        _ if error.raw_os_error() == Some(NOT_A_PROGRAM) => {
            "it isn't a program for this system; if it's a script, put its \
             interpreter before it, such as sh"
        }
        _ => return lack(error).unwrap_or_else(|| error.to_string()),
    };
    reason.to_owned()
}

#[cfg(unix)]
fn is_not_executable(file: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::mode(file) & 0o111 == 0
}

#[cfg(not(unix))]
fn is_not_executable(_: &Metadata) -> bool {
    false
}
