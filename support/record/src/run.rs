//! Runs a program to its end, or until its deadline.

use std::fmt;
use std::fs::File;
use std::io::{Read, Seek};
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Interval between two checks for whether the program has ended.
const PAUSE: Duration = Duration::from_millis(5);

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Output of a program, and its end.
#[derive(Debug)]
pub struct Run {
    /// Its standard output.
    pub stdout: String,
    /// Its standard error. Empty if that was shown.
    pub stderr: String,
    /// Its end.
    pub ended: Ended,
    /// Wall time.
    pub took: Duration,
}

/// Destination of standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandardError {
    /// To our own.
    Shown,
    /// Into [`Run::stderr`].
    Kept,
    /// Into [`Run::stdout`], in the order in which a terminal shows both.
    Merged,
}

/// End of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this status.
    With(i32),
    /// By a signal.
    Killed(ExitStatus),
    /// By us, because the user pressed Ctrl-C.
    Interrupted,
    /// By us, because it missed its deadline.
    TooLate,
}

impl fmt::Display for Ended {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ended::With(status) => write!(out, "it ended with status {status}"),
            Ended::Killed(status) => write!(out, "it was killed ({status})"),
            Ended::Interrupted => write!(out, "it was interrupted"),
            Ended::TooLate => write!(out, "it hung, and was killed"),
        }
    }
}

/// Makes Ctrl-C, SIGTERM or a closed terminal end the program that is running.
/// After that, [`interrupted`] returns true.
///
/// # Errors
///
/// Returns an error if the OS does not let us listen.
pub fn listen_for_ctrl_c() -> Result<()> {
    let set = || ctrlc::set_handler(|| INTERRUPTED.store(true, Relaxed));
    command_line::listen_unless_ignored(set).context("cannot listen for Ctrl-C")
}

/// Returns whether this run was interrupted.
pub fn interrupted() -> bool {
    INTERRUPTED.load(Relaxed)
}

/// Runs `command` and returns its output. It is killed after `deadline`.
/// `watch` is called with its process id every few milliseconds.
///
/// # Errors
///
/// Returns an error if the command cannot be started, or if its output cannot be
/// kept.
pub fn to_its_end(
    mut command: Command,
    deadline: Duration,
    standard_error: StandardError,
    watch: &mut dyn FnMut(u32),
) -> Result<Run> {
    let program = command_line::printable(command.get_program());
    let keep = || format!("cannot keep the output of {program}");

    // A process that the program started and left running could keep a pipe
    // open, but not a file.
    let mut stdout = tempfile::tempfile().with_context(keep)?;
    let mut stderr = tempfile::tempfile().with_context(keep)?;
    command.stdout(stdout.try_clone().with_context(keep)?);
    match standard_error {
        StandardError::Shown => {}
        StandardError::Kept => {
            command.stderr(stderr.try_clone().with_context(keep)?);
        }
        StandardError::Merged => {
            command.stderr(stdout.try_clone().with_context(keep)?);
        }
    }

    let started = Instant::now();
    let child = command.spawn();
    let mut child = child.with_context(|| format!("cannot start {program}"))?;
    let ended = wait(&mut child, deadline, watch)?;
    Ok(Run {
        took: started.elapsed(),
        ended,
        stdout: text(&mut stdout).with_context(keep)?,
        stderr: text(&mut stderr).with_context(keep)?,
    })
}

/// Waits for the child, and kills it after the deadline or an interruption.
fn wait(
    child: &mut Child,
    deadline: Duration,
    watch: &mut dyn FnMut(u32),
) -> Result<Ended> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(match status.code() {
                _ if interrupted() => Ended::Interrupted,
                Some(status) => Ended::With(status),
                None => Ended::Killed(status),
            });
        }
        let late = started.elapsed() > deadline;
        if late || interrupted() {
            child.kill()?;
            child.wait()?;
            return Ok(if late {
                Ended::TooLate
            } else {
                Ended::Interrupted
            });
        }
        watch(child.id());
        thread::sleep(PAUSE);
    }
}

/// Returns the whole of a file as text.
fn text(file: &mut File) -> Result<String> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
