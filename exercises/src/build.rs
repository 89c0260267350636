//! Builds the checks of exercises, and runs them.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::{env, fs, thread};

use serde_json::Value;

use crate::children;
use crate::exercise::{self, Exercise, about};
use crate::fresh;

/// The internal command that judges the checks in a program.
pub const JUDGE: &str = "judge";

/// The exit status of that command if there is no verdict.
pub const NO_VERDICT: u8 = 2;

/// Number of bytes that are kept of the end of cargo's output.
const KEPT: usize = 16 * 1024;

/// Environment variable with the library that is built from the learner's file,
/// for the checks that load it.
const LIBRARY: &str = "EXERCISE_LIBRARY";

/// Environment variable that says what a library is built from, if that isn't
/// the learner's file.
const FILES: &str = "EXERCISE_FILES";

/// The files that the checks are built with.
#[derive(Debug, Clone, Copy)]
pub enum Files<'a> {
    /// The learner's.
    Exercises,
    /// The solutions.
    Solutions,
    /// The files in this folder, each named after its exercise.
    Variants(&'a Path),
}

/// The outcome of building the checks of one exercise.
#[derive(Debug, Default)]
pub struct Build {
    /// The reason why there was nothing to compile.
    fault: Option<String>,
    /// None, if a file does not compile.
    program: Option<PathBuf>,
    /// The library that the checks load, if there is one.
    library: Option<PathBuf>,
    /// Set if cargo found it already built.
    is_fresh: bool,
    /// The compiler's messages about the files, for the learner.
    messages: String,
    /// Set if an error is about a place in the files.
    is_wrong: bool,
    /// An error without a place.
    other: Option<String>,
}

/// The outcomes of several exercises, by name.
pub type Builds = BTreeMap<&'static str, Build>;

/// Builds the checks of these exercises.
///
/// # Errors
/// Returns an error if the checks of one cannot be built, and its files are not
/// to blame.
pub fn build(exercises: &[Exercise], files: Files) -> io::Result<Builds> {
    let mut faulty = Builds::new();
    if let Files::Exercises = files {
        for exercise in exercises {
            if let Some(fault) = exercise.fault() {
                let fault = Some(fault);
                let build = Build {
                    fault,
                    ..Build::default()
                };
                faulty.insert(exercise.name, build);
            }
        }
    }
    let mut exercises = exercises.to_vec();
    exercises.retain(|exercise| !faulty.contains_key(exercise.name));
    let mut builds = Builds::new();
    for _ in 0..2 {
        if exercises.is_empty() {
            break;
        }
        let contents = |exercise: &Exercise| fresh::contents(*exercise, files);
        let before: Vec<u64> = exercises.iter().map(contents).collect();
        builds = build_once(&exercises, files)?;
        let mut is_stale = false;
        for (exercise, contents) in exercises.iter().zip(before) {
            let build = &builds[exercise.name];
            let Some(program) = &build.program else {
                continue;
            };
            if !build.is_fresh {
                fresh::note(program, *exercise, files, contents);
            } else if !fresh::is_of(program, *exercise, files, contents) {
                // Cargo compares times, but it always builds a missing file.
                for file in [Some(program), build.library.as_ref()] {
                    let Some(file) = file else { continue };
                    fs::remove_file(file)
                        .map_err(about("cannot remove", file))?;
                }
                is_stale = true;
            }
        }
        if !is_stale {
            break;
        }
    }
    builds.append(&mut faulty);
    Ok(builds)
}

fn build_once(exercises: &[Exercise], files: Files) -> io::Result<Builds> {
    let mut command = cargo("build", files);
    command.args(["--keep-going", "--message-format"]);
    let is_terminal = io::stderr().is_terminal();
    command.arg(if is_terminal {
        "json-diagnostic-rendered-ansi"
    } else {
        "json"
    });
    if is_terminal {
        // Cargo does not see the terminal, because its output passes through
        // here.
        command.args(["--color", "always"]);
        command.env("CARGO_TERM_PROGRESS_WHEN", "always");
        command.env("CARGO_TERM_PROGRESS_WIDTH", "70");
    }
    let mut builds = Builds::new();
    // The first build takes long, so cargo's progress is shown.
    let mut is_first = false;
    for exercise in exercises {
        select(*exercise, &mut command);
        builds.insert(exercise.name, Build::default());
        is_first |= !fresh::is_noted(*exercise, files);
    }
    command.stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let cannot = |error| {
        let cargo = command_line::cargo();
        let program = cargo.get_program().display();
        io::Error::other(format!("cannot build: {program}: {error}"))
    };
    let mut cargo = children::Cargo::start(&mut command).map_err(cannot)?;
    let (mut stdout, stderr) = cargo.streams();
    let reader = thread::spawn(move || heard(stderr, is_first));
    let mut messages = Vec::new();
    stdout.read_to_end(&mut messages)?;
    let status = cargo.wait()?;
    let said = reader.join().expect("reading does not panic");
    let mut elsewhere = None;
    for message in messages.split(|byte| *byte == b'\n') {
        if let Ok(message) = serde_json::from_slice(message) {
            elsewhere = elsewhere.or(take(&message, &mut builds));
        }
    }
    explain(&builds, elsewhere, status, &said)?;
    Ok(builds)
}

/// Reads cargo's output, and shows all of it, or a note if cargo waits for
/// another cargo. Returns the end of it.
fn heard(mut stderr: impl Read, is_shown: bool) -> String {
    let mut kept: Vec<u8> = Vec::new();
    let mut buffer = [0; 4096];
    let mut is_told = is_shown || !io::stderr().is_terminal();
    while let Ok(length @ 1..) = stderr.read(&mut buffer) {
        let said = &buffer[..length];
        kept.extend(said);
        let text = String::from_utf8_lossy(&kept);
        let locks = ["file lock on artifact", "file lock on build"];
        if is_shown {
            let _ = io::stderr().write_all(said);
        } else if !is_told && locks.iter().any(|lock| text.contains(lock)) {
            is_told = true;
            let words = "Waiting for another cargo, which is building.";
            let _ = writeln!(io::stderr(), "{words}");
        }
        let more = kept.len().saturating_sub(KEPT);
        kept.drain(..more);
    }
    String::from_utf8_lossy(&kept).into_owned()
}

/// Notes a message from cargo: a program, or a message of the compiler. Returns
/// an error in something other than the checks, which is built along with them.
fn take(message: &Value, builds: &mut Builds) -> Option<String> {
    let (target, said) = (&message["target"], &message["message"]);
    let level = said["level"].as_str().unwrap_or_default();
    let is_error = level.starts_with("error");
    let name = target["name"].as_str().unwrap_or_default();
    let kind = &target["kind"][0];
    let build = builds.get_mut(name);
    let Some(build) = build.filter(|_| kind == "test" || kind == "cdylib")
    else {
        return is_error.then(|| reason(said));
    };
    if let Some(program) = message["executable"].as_str() {
        build.program = Some(program.into());
        build.is_fresh = message["fresh"] == true;
    }
    if let (true, Some(library)) =
        (kind == "cdylib", message["filenames"][0].as_str())
    {
        build.library = Some(library.into());
    }
    let rendered = said["rendered"].as_str().unwrap_or_default();
    build.messages += rendered;
    if is_error {
        if said["spans"].as_array().is_some_and(|it| !it.is_empty()) {
            build.is_wrong = true;
        } else if build.other.is_none() {
            build.other = Some(reason(said));
        }
    }
    None
}

/// Returns a compiler error in one sentence, with its place and its last note,
/// which quotes another program.
fn reason(said: &Value) -> String {
    let text = said["message"].as_str().unwrap_or_default();
    let children = said["children"].as_array().into_iter().flatten();
    let mut notes = children.filter(|child| child["level"] == "note");
    let note = notes.next_back().and_then(|note| note["message"].as_str());
    let place = said["spans"][0].as_object().map(|span| {
        let file = span["file_name"].as_str().unwrap_or_default();
        format!("{file}:{}", span["line_start"])
    });
    let lines = [place.as_deref(), Some(text), note].into_iter().flatten();
    let lines: Vec<String> = lines.map(in_one_line).collect();
    lines.join(": ")
}

fn in_one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(300).collect()
}

/// Returns an error that says why the build failed, unless files of exercises
/// are to blame.
fn explain(
    builds: &Builds,
    elsewhere: Option<String>,
    status: ExitStatus,
    said: &str,
) -> io::Result<()> {
    let missing = |build: &&Build| build.program.is_none() && !build.is_wrong;
    let Some(build) = builds.values().find(missing) else {
        return Ok(());
    };
    let reason = build.other.clone().or(elsewhere).unwrap_or_else(|| {
        let mut lines = said.lines().map(plain);
        let error = lines.find_map(|line| {
            Some(line.strip_prefix("error")?.split_once(": ")?.1.to_owned())
        });
        let causes = lines.skip_while(|line| line != "Caused by:").skip(1);
        let causes = causes.take_while(|line| line.starts_with(' '));
        let causes: Vec<String> = causes.collect();
        let error = error.unwrap_or_else(|| format!("cargo: {status}"));
        [vec![error], causes].concat().join(": ")
    });
    let words = format!("cannot build: {}", in_one_line(&reason));
    Err(io::Error::other(words))
}

/// Returns a line without its colour codes.
fn plain(line: &str) -> String {
    let mut parts = line.split("\x1b[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain += part.split_once('m').map_or("", |(_, text)| text);
    }
    plain
}

/// Adds the checks of an exercise to a cargo command, and their library.
pub fn select(exercise: Exercise, command: &mut Command) {
    command.args(["--test", exercise.name]);
    if exercise.has_library() {
        command.args(["--package", exercise.name, "--lib"]);
    }
}

/// Returns a cargo command for the checks with these files.
pub fn cargo(subcommand: &str, files: Files) -> Command {
    let mut command = command_line::cargo();
    command.current_dir(exercise::package());
    command.args([subcommand, "--package", "exercises"]);
    match files {
        Files::Exercises => {}
        Files::Solutions => {
            command.args(["--features", "solution"]);
            command.env(FILES, "solution");
        }
        Files::Variants(folder) => {
            command.args(["--features", "variant"]);
            command.env("EXERCISES", folder).env(FILES, "variant");
        }
    }
    command
}

/// The outcome of the checks of an exercise.
#[derive(Debug)]
pub struct Outcome {
    /// Set if all of them held.
    pub is_solved: bool,
    /// Set if there was something to run.
    pub compiles: bool,
    /// The report on the checks, with the output of the learner's code.
    pub said: String,
    /// The compiler's messages.
    pub messages: String,
}

/// Runs the checks of these exercises concurrently. Returns their outcomes.
pub fn run(
    exercises: &[Exercise],
    builds: &mut Builds,
) -> io::Result<Vec<Outcome>> {
    thread::scope(|scope| {
        let start = |exercise: &Exercise| {
            let build = builds.remove(exercise.name).unwrap_or_default();
            scope.spawn(move || run_one(build))
        };
        let runs: Vec<_> = exercises.iter().map(start).collect();
        let outcomes = runs.into_iter();
        outcomes
            .map(|run| run.join().expect("running a program does not panic"))
            .collect()
    })
}

/// Has another process of this program judge the checks. That process and all
/// its descendants end when this one does.
fn run_one(build: Build) -> io::Result<Outcome> {
    let mut outcome = Outcome {
        is_solved: false,
        compiles: false,
        said: "  It doesn't compile yet; the compiler says why above.\n"
            .to_owned(),
        messages: build.messages,
    };
    let Some(program) = build.program else {
        if let Some(fault) = build.fault {
            outcome.said = format!("  {fault}\n");
        }
        return Ok(outcome);
    };
    let mut command = Command::new(itself()?);
    command.arg(JUDGE).arg(&program);
    if let Some(library) = build.library {
        command.env(LIBRARY, library);
    }
    command.current_dir(exercise::package());
    let (status, said) = children::judge(command)?;
    outcome.compiles = true;
    outcome.is_solved = status.success();
    outcome.said = said;
    match status.code() {
        Some(0 | 1) => Ok(outcome),
        Some(_) => {
            let name = program.file_name().unwrap_or_default().display();
            let words =
                format!("no verdict on {name}: its checks couldn't run");
            Err(io::Error::other(words))
        }
        // Only the learner's code can have killed the judge.
        None => {
            outcome.said = format!(
                "  Your code ended the process that judges it: {status}.\n"
            );
            Ok(outcome)
        }
    }
}

/// Returns the path of this program, as it was when it started.
fn itself() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") {
        Ok("/proc/self/exe".into())
    } else {
        env::current_exe()
    }
}
