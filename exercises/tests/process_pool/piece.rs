//! The pieces that the workers compute, and the log in which they note what
//! they did.

// Each solution uses only part of this module.
#![allow(dead_code)]

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use std::{process, thread};

use serde::{Deserialize, Serialize};

/// Number of samples in which a process waits for two messages to be in
/// progress together, before it goes on alone, and the pause between two
/// samples. The checks take more samples before they say that nothing moves.
const LOOKS: usize = 300;
const PAUSE: Duration = Duration::from_millis(10);

/// A piece of work. It can be sent to another process.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Piece {
    number: u64,
    /// The folder of the log.
    folder: PathBuf,
    /// Set if it ends the first process that computes it.
    is_deadly: bool,
    /// Set if its process waits until another one also computes.
    waits: bool,
}

impl Piece {
    /// Returns a piece whose result is the square of `number`.
    pub fn new(
        number: u64,
        folder: &Path,
        is_deadly: bool,
        waits: bool,
    ) -> Piece {
        Piece {
            number,
            folder: folder.to_owned(),
            is_deadly,
            waits,
        }
    }

    fn compute(&self) -> u64 {
        let mark = self.folder.join("dead");
        if self.is_deadly && File::create_new(mark).is_ok() {
            // The effect is as if the OS had killed the process.
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
    note(folder, GOT, pieces.len());
    // This is shared by all messages to this process, because a process that
    // computes everything alone should not wait at each of them.
    static LEFT: AtomicUsize = AtomicUsize::new(LOOKS);
    let less = |left: usize| left.checked_sub(1);
    while first.waits
        && should_wait(&Log::read(folder))
        && LEFT.fetch_update(Relaxed, Relaxed, less).is_ok()
    {
        thread::sleep(PAUSE);
    }
    let results = pieces.iter().map(Piece::compute).collect();
    note(folder, DONE, pieces.len());
    results
}

/// Returns true while another message may still arrive during this one. A third
/// process shows that each message has its own, so it need not wait.
fn should_wait(log: &Log) -> bool {
    log.most_at_once() < 2 && processes(&log.got).len() <= 2
}

/// The first word of a line about a message that has arrived, and of one about
/// a message that is done.
const GOT: &str = "got";
const DONE: &str = "done";

/// The file in which all processes write.
const FILE: &str = "log";

/// Adds a line to the log.
fn note(folder: &Path, what: &str, pieces: usize) {
    let file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join(FILE));
    // A single write, because two processes may write at the same time.
    let line = format!("{what} {} {pieces}\n", process::id());
    file.and_then(|mut file| file.write_all(line.as_bytes()))
        .expect("a log");
}

/// A log of what the processes did, in that order.
#[derive(Debug, Default)]
pub struct Log {
    /// The messages that have arrived.
    pub got: Vec<Message>,
    /// The messages whose pieces have been computed.
    pub done: Vec<Message>,
    /// Number of messages in progress after each line.
    in_progress: Vec<usize>,
}

/// A message to a process, with some pieces.
#[derive(Debug)]
pub struct Message {
    pub process: u32,
    pub pieces: usize,
}

impl Log {
    /// Reads the log as it is now.
    pub fn read(folder: &Path) -> Log {
        let text = fs::read_to_string(folder.join(FILE)).unwrap_or_default();
        let mut log = Log::default();
        // A line that is being written may not be complete, and is skipped.
        text.lines()
            .for_each(|line| log.add(line).unwrap_or_default());
        log
    }

    /// Adds a line. Returns None if it is not a line of the log.
    fn add(&mut self, line: &str) -> Option<()> {
        let (what, rest) = line.split_once(' ')?;
        let (process, pieces) = rest.split_once(' ')?;
        let message = Message {
            process: process.parse().ok()?,
            pieces: pieces.parse().ok()?,
        };
        let messages = if what == GOT {
            &mut self.got
        } else {
            &mut self.done
        };
        messages.push(message);
        self.in_progress.push(self.got.len() - self.done.len());
        Some(())
    }

    /// Returns the number of pieces that were computed to the end.
    pub fn pieces_done(&self) -> usize {
        self.done.iter().map(|it| it.pieces).sum()
    }

    /// Returns the largest number of messages that were in progress at a time.
    pub fn most_at_once(&self) -> usize {
        self.in_progress.iter().copied().max().unwrap_or_default()
    }
}

/// Returns the processes that received these messages.
pub fn processes(messages: &[Message]) -> Vec<u32> {
    let mut ids: Vec<_> = messages.iter().map(|it| it.process).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
