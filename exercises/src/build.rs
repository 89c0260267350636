//! Building the checks of exercises, and running them.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::{env, fs, thread};

use serde_json::Value;

use crate::children;
use crate::exercise::{self, Exercise, about};
use crate::fresh;

/// The command that has the checks in a program judged. It is for this program.
pub const JUDGE: &str = "judge";

/// The status with which that ends if there is no verdict.
pub const NO_VERDICT: u8 = 2;

/// Number of bytes that are kept of what cargo says at the end.
const KEPT: usize = 16 * 1024;

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

/// What cargo made of the checks of one exercise.
#[derive(Debug, Default)]
pub struct Build {
    /// Why there was nothing to compile.
    fault: Option<String>,
    /// None, if a file does not compile.
    program: Option<PathBuf>,
    /// Whether cargo found it built already.
    is_fresh: bool,
    /// What the compiler says to the files, for the learner.
    messages: String,
    /// Whether an error is about a place in the files.
    is_wrong: bool,
    /// An error that is about no place.
    other: Option<String>,
}

/// Those of some exercises, by their names.
pub type Builds = BTreeMap<&'static str, Build>;

/// Builds the checks of these exercises.
///
/// # Errors
/// The checks of one cannot be built, and its files are not to blame.
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
                // Cargo looks at times, and builds what is not there.
                fs::remove_file(program)
                    .map_err(about("cannot remove", program))?;
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
        // It cannot know: what it says passes through here.
        command.args(["--color", "always"]);
        command.env("CARGO_TERM_PROGRESS_WHEN", "always");
        command.env("CARGO_TERM_PROGRESS_WIDTH", "70");
    }
    let mut builds = Builds::new();
    // The first time there is much to build, and cargo shows how far it is.
    let mut is_first = false;
    for exercise in exercises {
        command.args(["--test", exercise.name]);
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

/// Reads what cargo says, and shows all of it, or that it waits for another
/// cargo. Returns the end of it.
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
            let words = "Another cargo is building, and this one waits for it.";
            let _ = writeln!(io::stderr(), "{words}");
        }
        let more = kept.len().saturating_sub(KEPT);
        kept.drain(..more);
    }
    String::from_utf8_lossy(&kept).into_owned()
}

/// Notes a message of cargo: a program, or what the compiler says. Returns an
/// error in something else than the checks, which are built with it.
fn take(message: &Value, builds: &mut Builds) -> Option<String> {
    let (target, said) = (&message["target"], &message["message"]);
    let level = said["level"].as_str().unwrap_or_default();
    let is_error = level.starts_with("error");
    let name = target["name"].as_str().unwrap_or_default();
    let build = builds.get_mut(name);
    let Some(build) = build.filter(|_| target["kind"][0] == "test") else {
        return is_error.then(|| reason(said));
    };
    if let Some(program) = message["executable"].as_str() {
        build.program = Some(program.into());
        build.is_fresh = message["fresh"] == true;
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

/// Returns an error of the compiler in one sentence, with its place, and with
/// its last note: that is what another program has said.
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

/// Says why something cannot be built, unless files of exercises are to blame.
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

/// A line without what sets colors.
fn plain(line: &str) -> String {
    let mut parts = line.split("\x1b[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain += part.split_once('m').map_or("", |(_, text)| text);
    }
    plain
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
    /// Whether there was something to run.
    pub compiles: bool,
    /// What was said of them, and what the learner's code has printed.
    pub said: String,
    /// What the compiler says.
    pub messages: String,
}

/// Runs the checks of these exercises at the same time. Returns how each went.
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

/// Has a process of this program judge the checks. It ends, with all that it
/// has started, when this one does.
fn run_one(build: Build) -> io::Result<Outcome> {
    let mut outcome = Outcome {
        is_solved: false,
        compiles: false,
        said: "  It does not compile yet: cargo says above where.\n".to_owned(),
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
    command.current_dir(exercise::package());
    let (status, said) = children::judge(command)?;
    outcome.compiles = true;
    outcome.is_solved = status.success();
    outcome.said = said;
    match status.code() {
        Some(0 | 1) => Ok(outcome),
        Some(_) => {
            let name = program.file_name().unwrap_or_default().display();
            let words = format!("there is no verdict of {name}");
            Err(io::Error::other(words))
        }
        // Only the learner's code has reason to.
        None => {
            outcome.said = format!(
                "  Your code ended the process that judges it: {status}.\n"
            );
            Ok(outcome)
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
