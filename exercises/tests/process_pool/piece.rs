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

/// How many times a process looks whether two messages were ever under way
/// together, before it goes on alone, and how long it waits in between. The
/// checks look more often before they say that nothing moves.
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
    /// Whether its process waits until another one computes, too.
    waits: bool,
}

impl Piece {
    /// A piece whose result is the square of `number`.
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
    note(folder, GOT, pieces.len());
    // For all messages to this process together: who computes everything in
    // one process is not to wait for each.
    static LEFT: AtomicUsize = AtomicUsize::new(LOOKS);
    let less = |left: usize| left.checked_sub(1);
    while first.waits
        && is_to_wait(&Log::read(folder))
        && LEFT.fetch_update(Relaxed, Relaxed, less).is_ok()
    {
        thread::sleep(PAUSE);
    }
    let results = pieces.iter().map(Piece::compute).collect();
    note(folder, DONE, pieces.len());
    results
}

/// Whether another message may still come while this one is under way. A third
/// process shows that each message has one of its own, and need not wait.
fn is_to_wait(log: &Log) -> bool {
    log.most_at_once() < 2 && processes(&log.got).len() <= 2
}

/// What is written before a message that has come, and one that is done.
const GOT: &str = "got";
const DONE: &str = "done";

/// The file in which all processes write it.
const FILE: &str = "log";

/// Adds a line to the log.
fn note(folder: &Path, what: &str, pieces: usize) {
    let file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join(FILE));
    // In one piece: two processes may write at the same time.
    let line = format!("{what} {} {pieces}\n", process::id());
    file.and_then(|mut file| file.write_all(line.as_bytes()))
        .expect("a log");
}

/// What the processes did, in the order in which they did it.
#[derive(Debug, Default)]
pub struct Log {
    /// The messages that have come.
    pub got: Vec<Message>,
    /// The messages whose pieces are computed.
    pub done: Vec<Message>,
    /// How many were under way after each line.
    under_way: Vec<usize>,
}

/// A message to a process, with some pieces.
#[derive(Debug)]
pub struct Message {
    pub process: u32,
    pub pieces: usize,
}

impl Log {
    /// The log as it is now.
    pub fn read(folder: &Path) -> Log {
        let text = fs::read_to_string(folder.join(FILE)).unwrap_or_default();
        let mut log = Log::default();
        // A line that is written just now may not be whole: it is left out.
        text.lines()
            .for_each(|line| log.add(line).unwrap_or_default());
        log
    }

    /// None, where that is no line of the log.
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
        self.under_way.push(self.got.len() - self.done.len());
        Some(())
    }

    /// Number of pieces that were computed to their end.
    pub fn pieces_done(&self) -> usize {
        self.done.iter().map(|it| it.pieces).sum()
    }

    /// How many messages were under way at the same time, at the most.
    pub fn most_at_once(&self) -> usize {
        self.under_way.iter().copied().max().unwrap_or_default()
    }
}

/// The processes that these messages came to.
pub fn processes(messages: &[Message]) -> Vec<u32> {
    let mut ids: Vec<_> = messages.iter().map(|it| it.process).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
