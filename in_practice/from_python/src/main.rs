//! A Python program that calls Rust: its gain, the price of a call and of a
//! conversion, the GIL, and four traps.
//!
//! `cargo run --release -p from_python`, or one part: `-- gil`, `-- traps`.

mod library;
mod plan;
#[expect(dead_code, reason = "only the module `fast` sums squares")]
mod slow;
mod traps;
mod versions;
mod work;

use std::env;
use std::process::ExitCode;

use measure::{Comparison, Version, Workers, version};

use crate::plan::Arguments;
use crate::work::{Answer, Work};

const COMPARISON: Comparison<Arguments, Work, Answer> = Comparison {
    name: "from_python",
    about: "Rust called from Python (and four traps: from_python traps)",
    versions: &[
        python("plain", "everything in Python"),
        python("called", "a function in Rust, called once from Python"),
        version!(rust_alone, One, "the same function in a Rust program"),
        python("empty_python", "an empty function in Python, called often"),
        python("empty_rust", "an empty function in Rust, called often"),
        python("python_list", "the squares of a list, in Python"),
        python("rust_list", "a list whose numbers are converted for Rust"),
        python("rust_buffer", "a buffer that Rust copies in one piece"),
        python("held", "two Python threads, and Rust keeps the GIL"),
        python("detached", "two Python threads, and Rust releases the GIL"),
        python("rust_threads", "one Python thread, and two of Rust"),
    ],
    columns: &[plan::COLUMNS, plan::CALLS, plan::GIL],
    runs: 5,
    optimised: true,
    python: Some(library::FOLDER),
    server: None,
    plan: plan::plan,
    difference: work::difference,
};

/// Returns a version that is a file in `python/`.
const fn python(
    name: &'static str,
    about: &'static str,
) -> Version<Work, Answer> {
    Version::in_python(name, about, Workers::One)
}

fn main() -> ExitCode {
    if let Err(error) = library::put_beside_the_program() {
        command_line::print_error(&format_args!("{error:#}"));
        return ExitCode::FAILURE;
    }
    if env::args_os().skip(1).eq(["traps"]) {
        return traps::main();
    }
    measure::main(&COMPARISON)
}
