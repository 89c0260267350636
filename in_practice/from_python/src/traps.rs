//! Four traps, each a short Python program with a time limit.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Context, Result, bail};

use crate::library::FOLDER;

/// Time limit of a program that waits for ever.
const PATIENCE: Duration = Duration::from_secs(5);

/// Pause between two looks at a program.
const PAUSE: Duration = Duration::from_millis(10);

/// Exit status after Ctrl-C.
const INTERRUPTED: u8 = 130;

static INTERRUPT: AtomicBool = AtomicBool::new(false);

/// Runs the programs.
pub fn main() -> ExitCode {
    command_line::explain_failed_output();
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) if INTERRUPT.load(Ordering::Relaxed) => {
            ExitCode::from(INTERRUPTED)
        }
        Err(error) => {
            command_line::print_error(&format_args!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    // In a terminal, Ctrl-C reaches the Python program as well, but one that
    // waits for a lock does not hear it.
    ctrlc::set_handler(|| INTERRUPT.store(true, Ordering::Relaxed))
        .context("cannot listen for Ctrl-C")?;
    let python = command_line::python().map_err(anyhow::Error::msg)?;
    let folder = Path::new(FOLDER).join("traps");
    let files = fs::read_dir(&folder)
        .and_then(Iterator::collect::<io::Result<Vec<_>>>)
        .with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<_> = files.iter().map(fs::DirEntry::path).collect();
    files.sort();
    for (index, file) in files.iter().enumerate() {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let first = if index == 0 { "" } else { "\n" };
        println!("{first}{}", name.replace('_', " "));
        // The program prints to the same output.
        io::stdout().flush()?;
        let child = Command::new(&python)
            .arg("-B")
            .arg(file)
            // A panic is one line.
            .env("RUST_BACKTRACE", "0")
            .spawn();
        let mut child = child.context("cannot start Python")?;
        match ended(&mut child)? {
            Some(status) if status.success() => {}
            Some(status) => bail!("{name} failed: {status}"),
            None => {
                let seconds = PATIENCE.as_secs();
                println!("still waiting after {seconds} s, so it was ended");
            }
        }
    }
    Ok(())
}

/// Waits until the program has ended, and returns its status. If that takes too
/// long, ends it, and returns None.
fn ended(child: &mut Child) -> Result<Option<ExitStatus>> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        let interrupted = INTERRUPT.load(Ordering::Relaxed);
        if interrupted || started.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            if interrupted {
                bail!("interrupted");
            }
            return Ok(None);
        }
        thread::sleep(PAUSE);
    }
}
