//! Six things that asyncio and tokio do differently, each as a few lines that
//! run. The same in Python is in `python/`, a file each.
//!
//! Run one with `cargo run -p asyncio_and_tokio -- one_fails`, or all of them
//! with `cargo run -p asyncio_and_tokio`.

use std::env;
use std::process::Command;

use lexopt::{Arg, Parser};

mod cancelled;
mod detached;
#[cfg(unix)]
mod interrupted;
mod left_running;
mod never_awaited;
mod on_drop;
mod one_fails;

const USAGE: &str = "\
Usage: asyncio_and_tokio [DIFFERENCE]

  never_awaited  a future that nothing awaits
  left_running   a task that still waits when main is done
  one_fails      five jobs at once, one of which fails
  cancelled      a task that is cancelled while it waits
  interrupted    Ctrl-C, with a handler and without one
  detached       two tasks that fail and are never awaited

Without an argument, all of them.
  --help         print this";

const DIFFERENCES: [&str; 6] = [
    "never_awaited",
    "left_running",
    "one_fails",
    "cancelled",
    "interrupted",
    "detached",
];

/// The two halves of `interrupted`, each a process that Ctrl-C may end.
const HALVES: [&str; 2] = ["without_a_handler", "with_a_handler"];

fn main() {
    match command_line::read(USAGE, parse) {
        Some(name) => show(&name),
        None => {
            for name in DIFFERENCES {
                println!("{name}:");
                show(name);
                println!();
            }
        }
    }
}

/// Returns the difference asked for, or `None` for all of them.
fn parse(parser: &mut Parser) -> Result<Option<Option<String>>, lexopt::Error> {
    let mut difference = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Value(value) if difference.is_none() => {
                let name = value.to_string_lossy().into_owned();
                let mut known = DIFFERENCES.iter().chain(&HALVES);
                if !known.any(|it| *it == name) {
                    return Err(format!("unknown difference {name:?}").into());
                }
                difference = Some(name);
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(difference))
}

/// Runs one difference, on a runtime of its own.
#[tokio::main(flavor = "current_thread")]
async fn show(name: &str) {
    match name {
        "never_awaited" => never_awaited::run().await,
        "left_running" => left_running::run().await,
        "one_fails" => one_fails::run().await,
        "cancelled" => cancelled::run().await,
        "detached" => detached::run().await,
        #[cfg(unix)]
        "without_a_handler" => interrupted::without_a_handler().await,
        #[cfg(unix)]
        "with_a_handler" => interrupted::with_a_handler().await,
        _ if cfg!(unix) => halves(),
        _ => println!("Only on Unix can a program press its own Ctrl-C."),
    }
}

/// Runs both halves of `interrupted` and says how each of them ended.
fn halves() {
    for half in HALVES {
        let this = env::current_exe().expect("a running program has a file");
        println!("{half}:");
        match Command::new(this).arg(half).status() {
            Ok(status) => println!("=> {status}"),
            Err(error) => println!("=> cannot be started: {error}"),
        }
    }
}
