//! Checking again whenever a file is saved.

use std::io::{self, BufReader, IsTerminal, Read};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::commands;
use crate::exercise::EXERCISES;

/// How long a saved file waits to be noticed.
const PAUSE: Duration = Duration::from_millis(300);

/// Goes to the top of an empty screen.
const CLEAR: &str = "\x1b[2J\x1b[H";

/// What a terminal sends for Ctrl-C, where it sends it as a key.
const CTRL_C: u8 = 3;

/// Shows the next exercise, and again after each change, until the learner
/// types q.
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
            seen = Some(now);
            print!("{CLEAR}");
            IS_BUSY.store(true, Ordering::Relaxed);
            commands::next()?;
            IS_BUSY.store(false, Ordering::Relaxed);
            println!("\n  Watching your files. q ends it.");
        }
        match typed.recv_timeout(PAUSE) {
            Err(RecvTimeoutError::Timeout) => {}
            _ => return Ok(true),
        }
    }
}

/// When the last of the learner's files was saved.
fn newest() -> Option<SystemTime> {
    let files = EXERCISES.iter().map(|exercise| exercise.file());
    let times = files.filter_map(|file| file.metadata().ok()?.modified().ok());
    times.max()
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
