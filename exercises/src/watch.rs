//! Checking again whenever a file is saved.

use std::io::{self, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
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
    let mut seen = None;
    loop {
        let now = newest();
        if seen != Some(now) {
            // What was saved is what is wanted; at first it is the next one.
            let saved = now.filter(|_| seen.is_some());
            keys.while_busy(|| show(saved.map(|(_, exercise)| exercise)))?;
            seen = Some(now);
            println!("\n  Watching your files. q ends it.");
        }
        if keys.end_within(PAUSE) {
            return Ok(true);
        }
    }
}

/// Shows an exercise, and the next one if this one is solved.
fn show(exercise: Option<Exercise>) -> io::Result<()> {
    // At once: what cargo says goes past this buffer.
    print!("{CLEAR}");
    io::stdout().flush()?;
    if exercise.map_or(Ok(true), commands::check)? {
        commands::next()?;
    }
    Ok(())
}

/// The exercise whose file was saved last, and when that was.
fn newest() -> Option<(SystemTime, Exercise)> {
    let times = EXERCISES.iter().filter_map(|exercise| {
        let time = exercise.file().metadata().ok()?.modified().ok()?;
        Some((time, *exercise))
    });
    times.max_by_key(|(time, _)| *time)
}

/// A terminal that gives each key at once, until this is dropped, and a thread
/// that reads them. Without a terminal, a q needs Enter.
struct Keys {
    /// What the terminal was set to.
    settings: Vec<String>,
    /// Whether a key has to end this program, because it does something else
    /// than wait for one.
    is_busy: Arc<AtomicBool>,
    typed: Receiver<()>,
}

impl Keys {
    fn new() -> Keys {
        let settings = terminal_settings();
        if !settings.is_empty() {
            stty(&["-icanon", "-echo", "-isig"].map(str::to_owned));
        }
        let (sender, typed) = mpsc::channel();
        let is_busy = Arc::new(AtomicBool::new(false));
        thread::spawn({
            let (is_busy, settings) = (is_busy.clone(), settings.clone());
            move || read(&sender, &is_busy, &settings)
        });
        Keys {
            settings,
            is_busy,
            typed,
        }
    }

    /// Works, and lets a q end this program meanwhile.
    fn while_busy<T>(&self, work: impl FnOnce() -> T) -> T {
        self.is_busy.store(true, Ordering::Relaxed);
        let done = work();
        self.is_busy.store(false, Ordering::Relaxed);
        done
    }

    /// Waits for a q. Returns whether it came within `pause`.
    fn end_within(&self, pause: Duration) -> bool {
        self.typed.recv_timeout(pause) != Err(RecvTimeoutError::Timeout)
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        stty(&self.settings);
    }
}

/// Sends a message for each q and each Ctrl-C, or ends this program if it is
/// busy.
fn read(sender: &Sender<()>, is_busy: &AtomicBool, settings: &[String]) {
    for key in BufReader::new(io::stdin()).bytes().map_while(Result::ok) {
        if key == b'q' || key == CTRL_C {
            let _ = sender.send(());
            if is_busy.load(Ordering::Relaxed) {
                // Ends this program, with cargo and the checks.
                stty(settings);
                let _ = Command::new("kill").args(["-INT", "0"]).status();
            }
        }
    }
    // Without a keyboard, the sender must not be dropped.
    thread::park();
}

/// Returns what the terminal is set to, if there is one.
fn terminal_settings() -> Vec<String> {
    if !io::stdin().is_terminal() {
        return Vec::new();
    }
    let mut stty = Command::new("stty");
    let output = stty.arg("-g").stdin(Stdio::inherit()).output();
    let bytes = output.map(|output| output.stdout).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    text.split_whitespace().map(str::to_owned).collect()
}

/// Sets the terminal, if there is something to set.
fn stty(settings: &[String]) {
    if !settings.is_empty() {
        let _ = Command::new("stty").args(settings).status();
    }
}
