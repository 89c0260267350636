//! Building the checks of exercises, and running them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, thread};

use crate::exercise::{self, Exercise};

/// The command that has the checks in a program judged. It is for this program.
pub const JUDGE: &str = "judge";

/// The status with which that ends if there is no verdict.
pub const NO_VERDICT: u8 = 2;

/// The files that the checks are built with.
#[derive(Debug, Clone, Copy)]
pub enum Files<'a> {
    /// The learner's.
    Exercises,
    /// The solutions.
    Solutions,
    /// Those in this folder, each with the name of its exercise.
    Variants(&'a Path),
}

/// Whether cargo says what does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errors {
    /// To the learner, whose file it is about.
    Shown,
    /// To nobody: it is enough that there is no program.
    Hidden,
}

/// Builds the checks of these exercises, and returns the programs of those that
/// could be built, by the names of their exercises.
pub fn build(
    exercises: &[Exercise],
    files: Files,
    errors: Errors,
) -> io::Result<BTreeMap<String, PathBuf>> {
    let mut command = cargo("build", files);
    command.args(["--keep-going", "--message-format"]);
    command.arg("json-render-diagnostics");
    // The first time there is much to build, and cargo shows how far it is.
    let is_built = exercise::scratch()?.join("is_built");
    if is_built.exists() {
        command.arg("--quiet");
    }
    for exercise in exercises {
        command.args(["--test", exercise.name]);
    }
    command.stderr(match errors {
        Errors::Hidden if is_built.exists() => Stdio::null(),
        _ => Stdio::inherit(),
    });
    let output = command.stdin(Stdio::null()).output()?;
    let messages = String::from_utf8_lossy(&output.stdout);
    let programs: BTreeMap<_, _> =
        messages.lines().filter_map(program).collect();
    if !programs.is_empty() {
        fs::write(is_built, "")?;
    }
    Ok(programs)
}

/// Returns a cargo for the checks with these files.
pub fn cargo(subcommand: &str, files: Files) -> Command {
    let mut command = command_line::cargo();
    command.current_dir(exercise::package());
    command.args([subcommand, "--package", "exercises"]);
    match files {
        Files::Exercises => {}
        Files::Solutions => {
            command.args(["--features", "solution"]);
        }
        Files::Variants(folder) => {
            command.args(["--features", "variant"]);
            command.env("EXERCISES", folder);
        }
    }
    command
}

/// How the checks of an exercise went.
#[derive(Debug)]
pub struct Outcome {
    /// Whether all of them held.
    pub is_solved: bool,
    /// What was said of them, and what the learner's code has printed.
    pub said: String,
}

/// Runs the checks of these exercises at the same time. Returns how each went,
/// and None for those without a program: they do not compile.
pub fn run(
    exercises: &[Exercise],
    programs: &BTreeMap<String, PathBuf>,
) -> io::Result<Vec<Option<Outcome>>> {
    let run = |exercise: &Exercise| {
        let program = programs.get(exercise.name)?;
        Some(run_one(program))
    };
    thread::scope(|scope| {
        let start = |exercise| scope.spawn(move || run(exercise));
        let runs: Vec<_> = exercises.iter().map(start).collect();
        let outcomes = runs.into_iter().map(|run| {
            run.join()
                .expect("running a program does not panic")
                .transpose()
        });
        outcomes.collect()
    })
}

/// Has a process of this program judge the checks. It ends, with all that it
/// has started, when this one does.
fn run_one(program: &Path) -> io::Result<Outcome> {
    let mut command = Command::new(itself()?);
    command.arg(JUDGE).arg(program);
    command.current_dir(exercise::package());
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    own_group(&mut command);
    let mut judge = command.spawn()?;
    let stdin = judge.stdin.take();
    let output = judge.wait_with_output()?;
    drop(stdin);
    match output.status.code() {
        Some(code @ (0 | 1)) => Ok(Outcome {
            is_solved: code == 0,
            said: String::from_utf8_lossy(&output.stdout).into_owned(),
        }),
        _ => {
            let name = program.file_name().unwrap_or_default().display();
            let words =
                format!("the checks in {name} were ended: {}", output.status);
            Err(io::Error::other(words))
        }
    }
}

/// This program, as it was when it began.
fn itself() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") {
        Ok("/proc/self/exe".into())
    } else {
        env::current_exe()
    }
}

/// What a terminal sends for Ctrl-C and Ctrl-Z reaches this process alone.
#[cfg(unix)]
pub fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;

    command.process_group(0);
}

#[cfg(not(unix))]
pub fn own_group(_command: &mut Command) {}

/// Returns the name and the file of a program, if a message of cargo has one.
/// It is read without serde, which would have to be built before the first
/// answer of `cargo ex`.
fn program(message: &str) -> Option<(String, PathBuf)> {
    let file = between(message, "\"executable\":\"", "\"")?;
    let target = message.split_once("\"target\":{")?.1;
    let name = between(target, "\"name\":\"", "\"")?;
    // Windows has backslashes, and JSON has two for each.
    Some((name.to_owned(), file.replace("\\\\", "\\").into()))
}

fn between<'a>(text: &'a str, begin: &str, end: &str) -> Option<&'a str> {
    Some(text.split_once(begin)?.1.split_once(end)?.0)
}
