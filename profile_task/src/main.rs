//! Runs a command, and tells whether it is CPU-bound or I/O-bound, or bound by
//! memory, with the figures that say so.
//!
//! `cargo run -p profile_task -- COMMAND [ARGS…]`, such as
//! `cargo run -p profile_task -- python3 script.py`.
//! In Python: `time.process_time()` ÷ `time.perf_counter()` around a function.

#[cfg(unix)]
mod command;

use std::process::ExitCode;

#[cfg(unix)]
fn main() -> ExitCode {
    command::main()
}

#[cfg(not(unix))]
fn main() -> ExitCode {
    eprintln!(
        "Error: this system does not tell what a program that has ended had \
         used; profile_task needs Linux or macOS"
    );
    ExitCode::from(125)
}
