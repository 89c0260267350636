//! `beyond_one_machine chunk 3 --samples 1000000`: computes one chunk, and
//! prints its number and the points inside. It knows of no other chunk.

use std::env;
use std::fs::File;
use std::io::{self, Write};
use std::process::{self, ExitCode};

use clap::Parser;
use measure::sizes;

use crate::pi;

/// Name of the command.
pub const COMMAND: &str = "chunk";

/// Environment variable with the name of a file. A chunk adds a line to it when
/// it begins and when it is done, for a test that counts.
pub const LOG: &str = "CHUNK_LOG";

/// Maximum number of random points.
const MOST: usize = 1_000_000_000_000;

/// Computes one chunk of pi, and prints its number and the points inside
#[derive(Debug, Parser)]
#[command(bin_name = "beyond_one_machine chunk", term_width = 80)]
struct Arguments {
    /// Number of the chunk, the seed of its random points
    number: String,

    /// Number of random points
    #[arg(long, value_name = "N", value_parser = sizes::count(MOST))]
    samples: usize,
}

/// Computes the chunk that the command line asks for. Returns the exit status.
pub fn main() -> ExitCode {
    command_line::explain_failed_output();
    // The first argument is this command.
    let arguments = Arguments::parse_from(env::args_os().skip(1));
    #[cfg(unix)]
    end_with_parent();
    match compute(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            command_line::print_error(&error);
            ExitCode::from(2)
        }
    }
}

fn compute(arguments: &Arguments) -> Result<(), String> {
    let name = command_line::printable(&arguments.number);
    log("started", &name)?;
    let Ok(number) = arguments.number.parse() else {
        return Err(format!("there is no chunk {name}"));
    };
    let inside = pi::inside(arguments.samples as u64, number);
    println!("{number} {inside}");
    log("done", &name)
}

/// Adds a line to the log, if there is one: the event, the chunk, the process
/// and its peak memory.
fn log(event: &str, chunk: &str) -> Result<(), String> {
    let Some(file) = env::var_os(LOG) else {
        return Ok(());
    };
    let memory = peak_memory().unwrap_or_default();
    let line = format!("{event} {chunk} {} {memory}\n", process::id());
    // One write each, so lines of several processes do not mix.
    let written = File::options()
        .append(true)
        .open(file)
        .and_then(|mut file| file.write_all(line.as_bytes()));
    written.map_err(|error: io::Error| format!("cannot write {LOG}: {error}"))
}

/// Returns the peak resident bytes of this process, as Linux reports them.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024)
}

/// Ends this process when the one that started it has ended. GNU parallel gives
/// each job a process group of its own, so a signal to parallel's group does
/// not reach it.
#[cfg(unix)]
fn end_with_parent() {
    use std::os::unix::process::parent_id;
    use std::thread;
    use std::time::Duration;

    /// Time between two looks.
    const PAUSE: Duration = Duration::from_millis(50);

    let parent = parent_id();
    thread::spawn(move || {
        while parent_id() == parent {
            thread::sleep(PAUSE);
        }
        process::exit(1);
    });
}
