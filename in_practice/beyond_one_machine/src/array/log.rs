//! What the chunks wrote about themselves, and GNU parallel about them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::work::{Runs, Work};

/// A line that a chunk added to a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// True if the chunk was done, false if it began.
    pub done: bool,
    /// Chunk, as on its command line.
    pub chunk: String,
    /// Its host, if it is not this one.
    pub host: Option<String>,
    /// Its process.
    pub process: u32,
    /// Peak memory of its process, in bytes. 0 if unknown.
    memory: u64,
}

/// Returns all lines of the logs: `log`, and `log-` and the name of a host.
///
/// # Errors
///
/// Returns an error if one cannot be read.
pub fn events(folder: &Path) -> io::Result<Vec<Event>> {
    let mut events = Vec::new();
    for file in fs::read_dir(folder)? {
        let name = file?.file_name();
        let name = name.to_string_lossy();
        let host = name.strip_prefix("log-");
        if host.is_some() || name == "log" {
            let text = fs::read_to_string(folder.join(&*name))?;
            events.extend(text.lines().filter_map(|line| event(host, line)));
        }
    }
    Ok(events)
}

fn event(host: Option<&str>, line: &str) -> Option<Event> {
    let mut words = line.split(' ');
    Some(Event {
        done: words.next()? == "done",
        chunk: words.next()?.to_owned(),
        host: host.map(str::to_owned),
        process: words.next()?.parse().ok()?,
        memory: words.next()?.parse().ok()?,
    })
}

/// Counts the runs of all chunks.
///
/// # Errors
///
/// Returns an error if a log cannot be read.
pub fn runs(work: &Work) -> io::Result<Runs> {
    let mut runs = Runs::default();
    let mut done = BTreeMap::new();
    for event in events(&work.folder)? {
        if event.done {
            *done.entry(event.chunk).or_insert(0) += 1;
            let memory = Some(event.memory).filter(|memory| *memory > 0);
            runs.memory = runs.memory.max(memory);
        } else {
            runs.started += 1;
        }
    }
    runs.twice = done.values().filter(|times| **times > 1).count() as u64;
    runs.given_up = given_up(&work.folder)?;
    Ok(runs)
}

/// Returns the number of jobs whose last run failed, from the joblog. After its
/// first line, it has one line per job that is done or given up; a job that was
/// given up has another line if it is started again.
fn given_up(folder: &Path) -> io::Result<u64> {
    let text = fs::read_to_string(folder.join("joblog"))?;
    let mut last = BTreeMap::new();
    for line in text.lines().skip(1) {
        let words: Vec<&str> = line.split('\t').collect();
        if let [number, _, _, _, _, _, status, signal, ..] = words[..] {
            last.insert(number.to_owned(), (status, signal) != ("0", "0"));
        }
    }
    Ok(last.values().filter(|failed| **failed).count() as u64)
}
