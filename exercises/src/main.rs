//! `cargo ex`: the next exercise that is not solved, and what is still wrong
//! with it.

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

Without a command: the next exercise that is not solved, and what was seen of it.

Commands:
  list                       all exercises: which are done, and how long they take
  check [NAME]               what was seen of one exercise, or of the next
  hint [NAME]                a hint, and one more each time it is asked for
  watch                      checks what you save, as you save it; ends with q
  solution NAME [--spoil]    a solution, once yours passes, or anyway
  reset NAME                 begins again, and keeps your version beside it
  verify [NAME]              proves the exercises themselves: solutions pass, and
                             what is wrong fails for the reason that it should

You edit exercises/tests/NAME/exercise.rs, and no other file.";

fn main() -> ExitCode {
    command_line::accept_signals();
    let mut words = env::args_os().skip(1);
    if words.next().is_some_and(|word| word == build::JUDGE) {
        return judge(words.next().unwrap_or_default());
    }
    let asked = command_line::read(HELP, asked);
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        // Also where the program ends with this.
        terminal::set_back();
        others(panic);
    }));
    processes::adopt();
    match signals::listen().and_then(|()| run(asked)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "Error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Judges the checks in a program, as another process of this program wants.
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

/// What is asked for, each with the name of an exercise if there is one.
enum Asked {
    Next,
    List,
    Check(String),
    Hint(Option<String>),
    Watch,
    /// And whether it is shown before there is another one.
    Solution(String, bool),
    Reset(String),
    Verify(Option<String>),
}

/// Reads the command line. Returns None if help is wanted.
fn asked(parser: &mut Parser) -> Result<Option<Asked>, lexopt::Error> {
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
        (Some("solution"), Some(name), 2) => Asked::Solution(name, spoil),
        _ if spoil => {
            return Err("`--spoil` is for `solution NAME`".into());
        }
        (None | Some("next" | "check"), None, _) => Asked::Next,
        (Some("list"), None, _) => Asked::List,
        (Some("watch"), None, _) => Asked::Watch,
        (Some("check"), Some(name), 2) => Asked::Check(name),
        (Some("hint"), name, 1 | 2) => Asked::Hint(name),
        (Some("reset"), Some(name), 2) => Asked::Reset(name),
        (Some("verify"), name, 1 | 2) => Asked::Verify(name),
        _ => return Err(mistake(&words).into()),
    }))
}

/// Does what is asked for. Returns whether all is well.
fn run(asked: Asked) -> io::Result<bool> {
    let named = |name: Option<String>| name.map(|it| find(&it)).transpose();
    match asked {
        Asked::Next => commands::next(),
        Asked::List => commands::list(),
        Asked::Check(name) => commands::check(find(&name)?),
        Asked::Hint(name) => commands::hint(named(name)?),
        Asked::Watch => watch::watch(),
        Asked::Solution(name, spoil) => commands::solution(find(&name)?, spoil),
        Asked::Reset(name) => commands::reset(find(&name)?),
        Asked::Verify(name) => verify::verify(named(name)?),
    }
}

/// What is wrong with a command line.
fn mistake(words: &[&str]) -> String {
    match words {
        ["solution" | "reset"] => {
            format!("`{}` needs the NAME of an exercise", words[0])
        }
        ["check" | "hint" | "solution" | "reset" | "verify", ..] => {
            format!("`{}` takes one NAME", words[0])
        }
        ["next" | "list" | "watch", ..] => {
            format!("`{}` takes no more words", words[0])
        }
        [name] if find(name).is_ok() => {
            format!("`{name}` is an exercise: `cargo ex check {name}`")
        }
        _ => format!("`{}` is no command", visible(&words.join(" "))),
    }
}
