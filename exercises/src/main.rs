//! `cargo ex`: shows the next unsolved exercise, and what is still wrong with
//! it.

mod build;
mod children;
mod commands;
mod exercise;
mod fresh;
mod judge;
mod processes;
mod seen;
#[cfg_attr(not(unix), path = "no_signals.rs")]
mod signals;
#[cfg_attr(not(unix), path = "no_terminal.rs")]
mod terminal;
mod verify;
mod watch;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;
use std::{env, panic};

use lexopt::{Arg, Parser, ValueExt};

use crate::exercise::find;
use crate::seen::visible;

const HELP: &str = "\
Usage: cargo ex [COMMAND]

With no command, check the next unsolved exercise and show
what's still wrong.

Commands:
  list                     List all exercises, and what's solved
  check [NAME]             Check one exercise, or the next
  hint [NAME]              Show a hint, and one more each time
  watch                    Check each file on save; q quits
  solution NAME [--spoil]  Show a solution once yours passes;
                           with --spoil, show it anyway
  reset NAME               Start over; your version is kept
  verify [NAME]            Prove that solutions pass, and that
                           wrong variants fail as they should

Edit exercises/tests/NAME/exercise.rs and no other file.";

fn main() -> ExitCode {
    command_line::accept_signals();
    let mut words = env::args_os().skip(1);
    if words.next().is_some_and(|word| word == build::JUDGE) {
        return judge(words.next().unwrap_or_default());
    }
    let action = command_line::read(HELP, action);
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        // This must happen even if the panic ends the program.
        terminal::set_back();
        others(panic);
    }));
    processes::adopt();
    match signals::listen().and_then(|()| run(action)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "Error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Judges the checks in a program, at the request of another process of this
/// program.
fn judge(program: OsString) -> ExitCode {
    match judge::judge(program.as_ref()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "Error: {error}");
            ExitCode::from(build::NO_VERDICT)
        }
    }
}

/// A command, with the name of its exercise if there is one.
enum Action {
    Next,
    List,
    Check(String),
    Hint(Option<String>),
    Watch,
    /// The flag is `--spoil`: show it before the exercise is solved.
    Solution(String, bool),
    Reset(String),
    Verify(Option<String>),
}

/// Reads the command line. Returns None if help is wanted.
fn action(parser: &mut Parser) -> Result<Option<Action>, lexopt::Error> {
    let mut words = Vec::new();
    let mut spoil = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Long("spoil") => spoil = true,
            Arg::Value(word) => words.push(word.string()?),
            other => return Err(other.unexpected()),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let first = words.first().copied();
    let name = words.get(1).copied().map(str::to_owned);
    Ok(Some(match (first, name, words.len()) {
        (Some("help"), ..) => return Ok(None),
        (Some("solution"), Some(name), 2) => Action::Solution(name, spoil),
        _ if spoil => {
            return Err("`--spoil` is only for `solution NAME`".into());
        }
        (None | Some("next" | "check"), None, _) => Action::Next,
        (Some("list"), None, _) => Action::List,
        (Some("watch"), None, _) => Action::Watch,
        (Some("check"), Some(name), 2) => Action::Check(name),
        (Some("hint"), name, 1 | 2) => Action::Hint(name),
        (Some("reset"), Some(name), 2) => Action::Reset(name),
        (Some("verify"), name, 1 | 2) => Action::Verify(name),
        _ => return Err(mistake(&words).into()),
    }))
}

/// Runs a command. Returns true if all is well.
fn run(action: Action) -> io::Result<bool> {
    let named = |name: Option<String>| name.map(|it| find(&it)).transpose();
    match action {
        Action::Next => commands::next(),
        Action::List => commands::list(),
        Action::Check(name) => commands::check(find(&name)?),
        Action::Hint(name) => commands::hint(named(name)?),
        Action::Watch => watch::watch(),
        Action::Solution(name, spoil) => {
            commands::solution(find(&name)?, spoil)
        }
        Action::Reset(name) => commands::reset(find(&name)?),
        Action::Verify(name) => verify::verify(named(name)?),
    }
}

/// Returns an error message for a command line.
fn mistake(words: &[&str]) -> String {
    match words {
        ["solution" | "reset"] => {
            format!("`{}` needs the NAME of an exercise", words[0])
        }
        ["check" | "hint" | "solution" | "reset" | "verify", ..] => {
            format!("`{}` takes one NAME", words[0])
        }
        ["next" | "list" | "watch", ..] => {
            format!("`{}` takes no arguments", words[0])
        }
        [name] if find(name).is_ok() => {
            format!("`{name}` is an exercise; try `cargo ex check {name}`")
        }
        _ => format!("unknown command `{}`", visible(&words.join(" "))),
    }
}
