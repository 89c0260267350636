//! Fork and spawn: what a new process inherits from its parent, and what it
//! costs.
//!
//! Python chooses with `multiprocessing.set_start_method`. Rust has `Command`
//! for spawn; for fork there is only the system call, here through the crate
//! nix.
//!
//! Run it with `cargo run -p fork_vs_spawn`, or one part of it with, say,
//! `cargo run -p fork_vs_spawn -- memory`.

#[cfg(unix)]
mod child;
#[cfg(unix)]
mod processes;

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
use left_out::{processes, traps};

/// Usage, printed after a mistake on the command line.
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
            command_line::print_error(&format_args!("{error:#}{advice}"));
            ExitCode::FAILURE
        }
        None => {
            let unknown = command_line::printable(words.join(" "));
            let mistake = format_args!("unknown part `{unknown}`\n\n{USAGE}");
            command_line::print_error(&mistake);
            ExitCode::from(2)
        }
    }
}

/// Runs the part that the arguments name. Returns `None` if there is no such
/// part.
fn run(arguments: &[&str]) -> Option<anyhow::Result<()>> {
    Some(match arguments {
        [] => all(),
        ["inherit"] => inherit::run(),
        ["memory"] => memory::run(),
        ["speed"] => speed::run(),
        ["traps"] => traps::run(),
        // A spawned process starts at `main` like any other. It knows only from
        // these arguments that it is a child.
        [spawn::IDLE] => Ok(()),
        [spawn::REPORT, visits] => inherit::spawned(visits),
        ["-h" | "--help"] => {
            println!("{USAGE}\n\nWithout an argument, all four parts run.");
            Ok(())
        }
        _ => return None,
    })
}

/// Runs the four parts, with a blank line between them.
fn all() -> anyhow::Result<()> {
    inherit::run()?;
    println!();
    memory::run()?;
    println!();
    speed::run()?;
    println!();
    traps::run()
}
