//! The process that runs one version, with the clock around the work alone.

use std::any::Any;
use std::env;
use std::fs;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::{self, ExitCode};
use std::sync::Mutex;
use std::time::Instant;

use command_line::{lacked, printable};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::figures::Figures;
use crate::row::{Version, Workers};
use crate::system;

/// Start of the line with the report. No output of a version starts with this.
pub(crate) const REPORT: &str = "\u{1}measured ";

/// Start of the measured part, if the version has prepared something before it.
static PREPARED: Mutex<Option<Start>> = Mutex::new(None);

/// End of the measured part, if the version has something to put away after it.
static STOPPED: Mutex<Option<Instant>> = Mutex::new(None);

/// A point in time, and the resources used until then.
struct Start(Instant, Option<system::Usage>);

impl Start {
    fn now() -> Start {
        let used = system::usage();
        Start(Instant::now(), used)
    }
}

/// Starts the clock again, for a version that has to prepare something first:
/// its figures for time, page faults and context switches begin here.
pub fn restart_clock() {
    let start = Some(Start::now());
    *PREPARED.lock().unwrap_or_else(|lock| lock.into_inner()) = start;
}

/// Stops the clock, for a version that has to put something away at its end. The
/// other figures go on, because only then are its processes waited for.
pub fn stop_clock() {
    let now = Some(Instant::now());
    *STOPPED.lock().unwrap_or_else(|lock| lock.into_inner()) = now;
}

/// Function that does the work.
type Run<Work, Answer> = fn(&Work) -> anyhow::Result<Answer>;

/// Report of the process, as JSON.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Report<Answer> {
    Done(Figures, Answer),
    Error(String),
    Panic(String),
}

/// Reads the work from stdin, runs the version of this name, and writes the
/// report to stdout.
pub(crate) fn run<Work, Answer>(
    name: &str,
    versions: &[Version<Work, Answer>],
) -> ExitCode
where
    Work: DeserializeOwned,
    Answer: Serialize,
{
    system::end_with_parent();
    let version = versions.iter().find(|version| version.name == name);
    let Some((workers, run)) =
        version.and_then(|version| Some((version.workers, version.run?)))
    else {
        command_line::print_error(&format!("there is no version {name}"));
        return ExitCode::from(2);
    };
    hide_reported_panics();
    match reported(workers, run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            command_line::print_error(&format!(
                "{name} cannot be measured: {error}"
            ));
            ExitCode::FAILURE
        }
    }
}

fn reported<Work, Answer>(
    workers: Workers,
    run: Run<Work, Answer>,
) -> io::Result<()>
where
    Work: DeserializeOwned,
    Answer: Serialize,
{
    let work = serde_json::from_reader(io::stdin().lock())?;
    let report = serde_json::to_string(&measured(workers, run, &work))?;
    // The version may have printed a line without a newline.
    writeln!(io::stdout(), "\n{REPORT}{report}")
}

fn measured<Work, Answer>(
    workers: Workers,
    run: Run<Work, Answer>,
    work: &Work,
) -> Report<Answer> {
    if workers == Workers::Processes
        && let Err(error) = can_keep_files()
    {
        let folder = printable(env::temp_dir());
        return Report::Error(format!(
            "cannot use {folder} for temporary files (TMPDIR): {error}"
        ));
    }
    let start = Start::now();
    // After a panic, nothing that the version left half done is used again.
    let answer = panic::catch_unwind(AssertUnwindSafe(|| run(work)));
    let (ended, now) = (Instant::now(), system::usage());
    let mut prepared = PREPARED.lock().unwrap_or_else(|lock| lock.into_inner());
    let Start(started, before) = prepared.take().unwrap_or(start);
    let mut stopped = STOPPED.lock().unwrap_or_else(|lock| lock.into_inner());
    let wall = stopped.take().unwrap_or(ended) - started;
    let used = now.zip(before);
    let figures = Figures {
        wall,
        peak_memory: system::peak_memory(),
        ..used.map_or_else(Figures::default, |(now, before)| now.since(before))
    };
    match answer {
        Ok(Ok(answer)) => Report::Done(figures, answer),
        Ok(Err(error)) => Report::Error(format!("{error:#}")),
        Err(panic) => {
            let message = message(&*panic);
            match lacked(&message) {
                Some(error) => Report::Error(error),
                None => Report::Panic(message),
            }
        }
    }
}

/// Keeps a panic off stderr if its row reports it as an error.
fn hide_reported_panics() {
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if lacked(&message(info.payload())).is_none() {
            others(info);
        }
    }));
}

/// Returns an error if the folder for temporary files is not writable. Workers
/// find a socket there to send their answers to; without it, ipc-channel panics
/// with an assertion.
fn can_keep_files() -> io::Result<()> {
    let folder = env::temp_dir().join(format!(".measure-{}", process::id()));
    fs::create_dir(&folder)?;
    fs::remove_dir(&folder)
}

/// Returns a panic's message in one line.
fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without a message");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
