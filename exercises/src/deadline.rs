//! The end of checks that would never end by themselves.

use std::io::{self, Write};
use std::process;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

/// How long a check may take. All of them are done in a small part of it, on a
/// machine with nothing else to do.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// Ends the program, with all that it has started and with these words, unless
/// what is returned has been dropped by then.
pub(crate) fn watch(words: String) -> Sender<()> {
    let (watched, end) = mpsc::channel();
    thread::spawn(move || {
        if end.recv_timeout(DEADLINE) == Err(RecvTimeoutError::Timeout) {
            let _ = writeln!(io::stdout(), "{words}");
            end_children();
            process::exit(1);
        }
    });
    watched
}

/// Ends the processes that this one has started, and theirs.
#[cfg(target_os = "linux")]
fn end_children() {
    let mut found = vec![process::id()];
    let mut next = 0;
    while let Some(parent) = found.get(next) {
        found.extend(children(*parent));
        next += 1;
    }
    for child in &found[1..] {
        let mut kill = process::Command::new("kill");
        let _ = kill.args(["-KILL", &child.to_string()]).status();
    }
}

/// The processes that one process has started.
#[cfg(target_os = "linux")]
fn children(parent: u32) -> Vec<u32> {
    let threads = std::fs::read_dir(format!("/proc/{parent}/task"));
    threads
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|thread| {
            std::fs::read_to_string(thread.path().join("children")).ok()
        })
        .flat_map(|ids| {
            ids.split_whitespace()
                .filter_map(|id| id.parse().ok())
                .collect::<Vec<u32>>()
        })
        .collect()
}

#[cfg(not(target_os = "linux"))]
fn end_children() {}
