//! Runs a command, and reports whether it is CPU-bound, I/O-bound or bound by
//! memory, with the figures that led to the verdict.
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
    command_line::print_error(
        &"this OS does not report the resources that a program has used; run \
          profile_task on Linux or macOS",
    );
    ExitCode::from(125)
}
