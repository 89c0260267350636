//! `cargo ex`: the next exercise that is not solved, and what is still wrong
//! with it.

mod build;
mod commands;
mod exercise;
mod judge;
mod processes;
mod seen;
mod verify;
mod watch;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::exercise::find;

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

/// What the command line was wrong about.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    command_line::accept_signals();
    let mut words = env::args_os().skip(1);
    if words.next().is_some_and(|word| word == build::JUDGE) {
        return judge(words.next().unwrap_or_default());
    }
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words[..] {
        [] | ["next" | "check"] => commands::next(),
        ["list"] => commands::list(),
        ["check", name] => find(name).and_then(commands::check),
        ["hint"] => commands::hint(None),
        ["hint", name] => find(name).map(Some).and_then(commands::hint),
        ["watch"] => watch::watch(),
        ["solution", name] => {
            find(name).and_then(|it| commands::solution(it, false))
        }
        ["solution", name, "--spoil"] | ["solution", "--spoil", name] => {
            find(name).and_then(|it| commands::solution(it, true))
        }
        ["reset", name] => find(name).and_then(commands::reset),
        ["verify"] => verify::verify(None),
        ["verify", name] => find(name).map(Some).and_then(verify::verify),
        ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(true)
        }
        _ => {
            let mistake = mistake(&words);
            let _ = writeln!(io::stderr(), "Error: {mistake}\n\n{HELP}");
            return ExitCode::from(USAGE);
        }
    };
    match result {
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
        _ => format!("`{}` is no command", words.join(" ")),
    }
}
