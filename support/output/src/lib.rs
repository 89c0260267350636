//! What happens when nobody can read what a program prints.

use std::panic;
use std::process;

/// What `println!` panics with, before the cause.
const PRINTING_FAILED: &str = "failed printing to stdout: ";

/// What a pipe says whose reader has seen enough, on Unix and on Windows.
const READER_GONE: [&str; 2] = ["Broken pipe", "The pipe is being closed"];

/// From now on, a `println!` that fails ends the program with a sentence and
/// status 1 (a full disk), or silently with status 0 (`| head`), in place of
/// a panic. Other panics stay as they are.
pub fn explain_failures() {
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let message = info.payload().downcast_ref::<String>();
        match message.and_then(|text| text.strip_prefix(PRINTING_FAILED)) {
            Some(cause) if READER_GONE.iter().any(|c| cause.starts_with(c)) => {
                process::exit(0)
            }
            Some(cause) => {
                eprintln!("Error: cannot write the output: {cause}");
                process::exit(1);
            }
            None => others(info),
        }
    }));
}
