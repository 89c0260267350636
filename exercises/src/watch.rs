//! Checking again whenever a file is saved.

use std::io::{self, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::commands;
use crate::exercise::{EXERCISES, Exercise};

/// How long a saved file waits to be noticed.
const PAUSE: Duration = Duration::from_millis(300);

/// Goes to the top of an empty screen.
const CLEAR: &str = "\x1b[2J\x1b[H";

/// What a terminal sends for Ctrl-C, where it sends it as a key.
const CTRL_C: u8 = 3;

/// Shows the next exercise, and after each change the one that was changed,
/// until the learner types q.
pub fn watch() -> io::Result<bool> {
    let keys = Keys::new();
    static IS_BUSY: AtomicBool = AtomicBool::new(false);
    let (sender, typed) = mpsc::channel();
    let settings = keys.settings.clone();
    thread::spawn(move || {
        for key in BufReader::new(io::stdin()).bytes().map_while(Result::ok) {
            if key != b'q' && key != CTRL_C {
                continue;
            }
            let _ = sender.send(());
            if IS_BUSY.load(Ordering::Relaxed) {
                // Ends this program, with cargo and the checks.
                stty(&settings);
                let _ = Command::new("kill").args(["-INT", "0"]).status();
            }
        }
        // Without a keyboard, the sender must not be dropped.
        thread::park();
    });
    let mut seen = None;
    loop {
        let now = newest();
        if seen != Some(now) {
            IS_BUSY.store(true, Ordering::Relaxed);
            // At once: what cargo says goes past this buffer.
            print!("{CLEAR}");
            io::stdout().flush()?;
            // What was saved is what is wanted. Once it is solved, or at
            // first, it is the next one.
            let saved = now.filter(|_| seen.is_some());
            let is_solved = match saved {
                Some((_, exercise)) => commands::check(exercise)?,
                None => true,
            };
            if is_solved {
                commands::next()?;
            }
            seen = Some(now);
            IS_BUSY.store(false, Ordering::Relaxed);
            println!("\n  Watching your files. q ends it.");
        }
        match typed.recv_timeout(PAUSE) {
            Err(RecvTimeoutError::Timeout) => {}
            _ => return Ok(true),
        }
    }
}

/// The exercise whose file was saved last, and when that was.
fn newest() -> Option<(SystemTime, Exercise)> {
    let times = EXERCISES.iter().filter_map(|exercise| {
        let time = exercise.file().metadata().ok()?.modified().ok()?;
        Some((time, *exercise))
    });
    times.max_by_key(|(time, _)| *time)
}

/// A terminal that gives each key at once, until this is dropped. Elsewhere a
/// q needs Enter.
struct Keys {
    /// What the terminal was set to.
    settings: Vec<String>,
}

impl Keys {
    fn new() -> Keys {
        let mut settings = Vec::new();
        if io::stdin().is_terminal() {
            let output = Command::new("stty")
                .arg("-g")
                .stdin(Stdio::inherit())
                .output();
            let text = output.map(|output| output.stdout).unwrap_or_default();
            let text = String::from_utf8_lossy(&text);
            settings.extend(text.split_whitespace().map(str::to_owned));
        }
        if !settings.is_empty() {
            stty(&["-icanon", "-echo", "-isig"].map(str::to_owned));
        }
        Keys { settings }
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        stty(&self.settings);
    }
}

/// Sets the terminal, where there is something to set.
fn stty(settings: &[String]) {
    if !settings.is_empty() {
        let _ = Command::new("stty").args(settings).status();
    }
}
