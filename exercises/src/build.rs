//! Building the checks of exercises, and running them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::exercise::{self, Exercise};

/// What the checks are run against.
#[derive(Debug, Clone, Copy)]
pub enum Against<'a> {
    /// The learner's files.
    Exercises,
    /// The solutions.
    Solutions,
    /// Files in this folder, each with the name of its exercise.
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
    against: Against,
    errors: Errors,
) -> io::Result<BTreeMap<String, PathBuf>> {
    let mut command = cargo("build", against);
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

/// Cargo, for the checks against something.
pub fn cargo(subcommand: &str, against: Against) -> Command {
    let mut command = command_line::cargo();
    command.current_dir(exercise::package());
    command.args([subcommand, "--package", "exercises"]);
    match against {
        Against::Exercises => {}
        Against::Solutions => {
            command.args(["--features", "solution"]);
        }
        Against::Variants(folder) => {
            command.args(["--features", "variant"]);
            command.env("EXERCISES", folder);
        }
    }
    command
}

/// Runs the checks of a program. Returns what they said, and how they ended.
pub fn run(program: &Path) -> io::Result<Output> {
    Command::new(program)
        .current_dir(exercise::package())
        .env_remove("RUST_BACKTRACE")
        .stdin(Stdio::null())
        .output()
}

/// The name and the file of a program, where a message of cargo tells of one.
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
