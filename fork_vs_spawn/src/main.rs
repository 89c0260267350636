//! Fork and spawn: what a new process gets from its parent, and what it costs.
//!
//! The Rust side of "Process Creation in Python: Fork vs. Spawn". Python
//! chooses with `multiprocessing.set_start_method`; Rust has `Command` for
//! spawn, and for fork the system call alone (here through the crate nix).
//!
//! Run it with `cargo run -p fork_vs_spawn`, or one part of it with, say,
//! `cargo run -p fork_vs_spawn -- memory`.

#[cfg(unix)]
mod child;
#[cfg(unix)]
mod ways;

#[cfg(target_os = "linux")]
mod memory;
#[cfg(target_os = "linux")]
mod smaps;

#[cfg(unix)]
mod traps;

mod advice;
mod ballast;
mod claim;
mod growth;
mod inherit;
mod left_out;
mod spawn;
mod speed;
mod timing;

use std::{env, process::ExitCode};

#[cfg(not(target_os = "linux"))]
use left_out::memory;
#[cfg(not(unix))]
use left_out::{traps, ways};

/// What a usage mistake is answered with.
const USAGE: &str = "Usage: fork_vs_spawn [inherit|memory|speed|traps]";

fn main() -> ExitCode {
    command_line::explain_failed_output();
    command_line::accept_signals();
    let arguments: Vec<String> = env::args_os()
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();

    match run(&words) {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(error)) => {
            let advice = advice::for_error(&error);
            eprintln!("Error: {error:#}{advice}");
            ExitCode::FAILURE
        }
        None => {
            let unknown = command_line::printable(words.join(" "));
            eprintln!("Error: there is no part `{unknown}`\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// Does what the arguments ask for. `None`: they ask for nothing that there is.
fn run(arguments: &[&str]) -> Option<anyhow::Result<()>> {
    Some(match arguments {
        [] => all(),
        ["inherit"] => inherit::run(),
        ["memory"] => memory::run(),
        ["speed"] => speed::run(),
        ["traps"] => traps::run(),
        // A spawned process starts here, like every other. These arguments are
        // all that tells it that it is a child.
        [spawn::IDLE] => Ok(()),
        [spawn::REPORT, visits] => inherit::spawned(visits),
        ["-h" | "--help"] => {
            println!("{USAGE}\n\nWithout an argument, all four parts run.");
            Ok(())
        }
        _ => return None,
    })
}

/// Runs the four parts, a blank line between them.
fn all() -> anyhow::Result<()> {
    inherit::run()?;
    println!();
    memory::run()?;
    println!();
    speed::run()?;
    println!();
    traps::run()
}
