//! Checking again whenever a file is saved.

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

/// How long the files rest between two looks. What has changed is checked when
/// it is the same twice: it may be half written.
const PAUSE: Duration = Duration::from_millis(150);

/// Goes to the top of an empty screen.
const CLEAR: &str = "\x1b[2J\x1b[H";

/// Shows the next exercise, and after each change the ones that were changed,
/// until the learner types q.
pub fn watch() -> io::Result<bool> {
    terminal::keys_at_once();
    let keys = Keys::new();
    let mut seen = looks();
    let mut last = seen.clone();
    keys.while_busy(|| show(&[]));
    loop {
        if keys.end_within(PAUSE) {
            terminal::set_back();
            return Ok(true);
        }
        let now = looks();
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
    // At once: what cargo says goes past this buffer.
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
    println!("\n  Watching your files. q ends it.");
}

/// What each file looks like: a number that changes with its time and with its
/// contents, or None if it is not there.
fn looks() -> Vec<Option<u64>> {
    let look = |exercise: &Exercise| {
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
    EXERCISES.iter().map(look).collect()
}

/// The keys that are typed, which a thread reads.
struct Keys {
    /// Whether a key has to end this program, because it does something else
    /// than wait for one.
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
            // Without a keyboard, the sender must not be dropped.
            thread::park();
        });
        keys
    }

    /// Works, and lets a q end this program meanwhile.
    fn while_busy(&self, work: impl FnOnce()) {
        self.is_busy.store(true, Ordering::SeqCst);
        work();
        self.is_busy.store(false, Ordering::SeqCst);
    }

    /// Waits for a q. Returns whether it came within `pause`.
    fn end_within(&self, pause: Duration) -> bool {
        self.typed.recv_timeout(pause) != Err(RecvTimeoutError::Timeout)
    }
}
