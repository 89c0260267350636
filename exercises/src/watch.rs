//! `cargo ex watch`, which checks again whenever a file is saved.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufReader, Read, Write};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;
use std::{fs, thread};

use crate::exercise::{EXERCISES, Exercise};
use crate::{children, commands, terminal};

/// Interval at which the files are examined. A changed file is checked once it
/// is the same twice, because it may be half written.
const PAUSE: Duration = Duration::from_millis(150);

/// Clears the screen, and moves to its top.
const CLEAR: &str = "\x1b[2J\x1b[H";

/// Shows the next exercise, and after each change the changed exercises, until
/// the learner types q.
pub fn watch() -> io::Result<bool> {
    terminal::keys_at_once();
    let keys = Keys::new();
    let mut seen = fingerprints();
    let mut last = seen.clone();
    keys.while_busy(|| show(&[]));
    loop {
        if keys.end_within(PAUSE) {
            terminal::set_back();
            return Ok(true);
        }
        let now = fingerprints();
        if now != seen && now == last {
            let each = EXERCISES.iter().zip(seen.iter().zip(&now));
            let saved = each.filter(|(_, (before, now))| before != now);
            let saved: Vec<_> = saved.map(|(exercise, _)| *exercise).collect();
            seen = now.clone();
            keys.while_busy(|| show(&saved));
        }
        last = now;
    }
}

/// Shows these exercises, and the next one if they are solved.
fn show(exercises: &[Exercise]) {
    // Flushed at once, because cargo's output does not go through this buffer.
    print!("{CLEAR}");
    let _ = io::stdout().flush();
    let are_solved = exercises.iter().try_fold(true, |are_solved, exercise| {
        Ok(commands::check(*exercise)? && are_solved)
    });
    let shown = are_solved.and_then(|are_solved| {
        if are_solved {
            commands::next()?;
        }
        Ok::<_, io::Error>(())
    });
    if let Err(error) = shown {
        println!("Error: {error}");
    }
    println!("\n  Watching your files. Press q to quit.");
}

/// Returns a fingerprint per file, which changes with its time and its
/// contents, or None if it is missing.
fn fingerprints() -> Vec<Option<u64>> {
    let fingerprint = |exercise: &Exercise| {
        let file = exercise.file();
        let metadata = file.metadata().ok()?;
        let mut hasher = DefaultHasher::new();
        metadata.len().hash(&mut hasher);
        metadata.modified().ok().hash(&mut hasher);
        if exercise.fault().is_none() {
            fs::read(file).ok().hash(&mut hasher);
        }
        Some(hasher.finish())
    };
    EXERCISES.iter().map(fingerprint).collect()
}

/// The keys that are typed. A thread reads them.
struct Keys {
    /// Set if a key must end this program at once, because the main thread is
    /// not waiting for one.
    is_busy: Arc<AtomicBool>,
    typed: Receiver<()>,
}

impl Keys {
    fn new() -> Keys {
        let (sender, typed) = mpsc::channel();
        let is_busy = Arc::new(AtomicBool::new(false));
        let keys = Keys {
            is_busy: is_busy.clone(),
            typed,
        };
        thread::spawn(move || {
            let keys = BufReader::new(io::stdin()).bytes();
            let keys = keys.map_while(Result::ok);
            for _ in keys.filter(|key| *key == b'q') {
                let _ = sender.send(());
                if is_busy.load(Ordering::SeqCst) {
                    terminal::set_back();
                    children::end();
                    process::exit(0);
                }
            }
            // If there is no keyboard, the sender must stay alive.
            thread::park();
        });
        keys
    }

    /// Runs `work`, and lets a q end this program meanwhile.
    fn while_busy(&self, work: impl FnOnce()) {
        self.is_busy.store(true, Ordering::SeqCst);
        work();
        self.is_busy.store(false, Ordering::SeqCst);
    }

    /// Waits for a q. Returns true if it arrived within `pause`.
    fn end_within(&self, pause: Duration) -> bool {
        self.typed.recv_timeout(pause) != Err(RecvTimeoutError::Timeout)
    }
}
