//! What the workers compute, and the log in which they say what they did.

// Solutions need only some of it.
#![allow(dead_code)]

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use std::{process, thread};

use serde::{Deserialize, Serialize};

/// How many times a process looks whether another one works, too, before it
/// goes on alone, and how long it waits in between. The checks look more often
/// before they say that nothing moves.
const LOOKS: usize = 300;
const PAUSE: Duration = Duration::from_millis(10);

/// A piece of work. It can be sent to another process.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Piece {
    number: u64,
    /// Where the log is.
    folder: PathBuf,
    /// Whether it ends the process that computes it, the first time.
    is_deadly: bool,
}

impl Piece {
    /// A piece whose result is the square of `number`.
    pub fn new(number: u64, folder: &Path, is_deadly: bool) -> Piece {
        Piece {
            number,
            folder: folder.to_owned(),
            is_deadly,
        }
    }

    fn compute(&self) -> u64 {
        let mark = self.folder.join("dead");
        if self.is_deadly && File::create_new(mark).is_ok() {
            // As if the system had killed it.
            process::exit(9);
        }
        self.number * self.number
    }
}

/// Returns the results of some pieces.
pub fn compute(pieces: Vec<Piece>) -> Vec<u64> {
    let Some(first) = pieces.first() else {
        return Vec::new();
    };
    let folder = first.folder.as_path();
    let message = Message {
        process: process::id(),
        pieces: pieces.len(),
    };
    message.note(folder, GOT);
    // For all messages to this process together: who computes everything in
    // one process is not to wait for each.
    static LEFT: AtomicUsize = AtomicUsize::new(LOOKS);
    let less = |left: usize| left.checked_sub(1);
    while processes(&messages(folder, GOT)).len() < 2
        && LEFT.fetch_update(Relaxed, Relaxed, less).is_ok()
    {
        thread::sleep(PAUSE);
    }
    let results = pieces.iter().map(Piece::compute).collect();
    message.note(folder, DONE);
    results
}

/// The log of what has come, and of what is done.
pub const GOT: &str = "got";
pub const DONE: &str = "done";

/// A message to a process, with some pieces.
#[derive(Debug)]
pub struct Message {
    pub process: u32,
    pub pieces: usize,
}

impl Message {
    fn note(&self, folder: &Path, log: &str) {
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(folder.join(log));
        // In one piece: two processes may write at the same time.
        let line = format!("{} {}\n", self.process, self.pieces);
        file.and_then(|mut file| file.write_all(line.as_bytes()))
            .expect("a log");
    }
}

/// All messages in a log.
pub fn messages(folder: &Path, log: &str) -> Vec<Message> {
    let text = fs::read_to_string(folder.join(log)).unwrap_or_default();
    let message = |line: &str| {
        let (process, pieces) = line.split_once(' ')?;
        Some(Message {
            process: process.parse().ok()?,
            pieces: pieces.parse().ok()?,
        })
    };
    text.lines().filter_map(message).collect()
}

/// The processes that have got these messages.
pub fn processes(messages: &[Message]) -> Vec<u32> {
    let mut ids: Vec<_> = messages.iter().map(|it| it.process).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
