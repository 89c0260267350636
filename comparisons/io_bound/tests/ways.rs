//! What each way does, by what the site counts and who waited.

use std::collections::BTreeSet;

use checks::{Program, notes, rows};
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_io_bound"));

/// Twelve requests, in pools of three: each waits long enough to be seen
/// beside the others on a busy machine.
const SIZES: [&str; 6] =
    ["--requests", "12", "--workers", "3", "--delay", "0.5"];

/// What is known of one way after its run.
struct Seen {
    row: Value,
    processes: BTreeSet<String>,
    threads: BTreeSet<String>,
}

/// Runs one way, and looks that each request was made once.
fn run(way: &str) -> Seen {
    let json =
        PROGRAM.json(&[&SIZES[..], &["--identities", "--only", way]].concat());
    let row = rows(&json).remove(0);
    assert_eq!(row["failure"], Value::Null);
    assert_eq!(row["requests"], 12);
    let mut processes = BTreeSet::new();
    let mut threads = BTreeSet::new();
    let mut answers = 0;
    for line in notes(&json) {
        let Some((_, identity)) = line.split_once(" process ") else {
            continue;
        };
        let words: Vec<&str> = identity.split_whitespace().collect();
        let [process, thread, count] = words[..] else {
            panic!("another line: {line}");
        };
        processes.insert(process.to_owned());
        threads.insert(format!("{process} {thread}"));
        answers += count.parse::<usize>().expect("a count");
    }
    assert_eq!(answers, 12);
    Seen {
        row,
        processes,
        threads,
    }
}

#[test]
fn sequential_requests_never_overlap() {
    let json = PROGRAM.json(&[
        "--requests",
        "3",
        "--delay",
        "0.05",
        "--only",
        "sequential",
        "--identities",
    ]);
    let row = &rows(&json)[0];
    assert_eq!(row["requests"], 3);
    assert_eq!(row["in_flight"], 1);
    let notes = notes(&json);
    let waiting = notes.iter().filter(|line| line.contains(" process "));
    assert_eq!(waiting.count(), 1, "one thread of one process waits");
    if cfg!(target_os = "linux") {
        assert_eq!(row["threads"], 1);
        assert_eq!(row["processes"], 1);
    }
}

#[test]
fn each_of_the_threads_waits_for_one_request() {
    let seen = run("thread_per_request");
    assert_eq!(seen.row["in_flight"], 12);
    assert_eq!(seen.processes.len(), 1);
    assert_eq!(seen.threads.len(), 12);
    if cfg!(target_os = "linux") {
        // The one that waits for the others is one more.
        assert_eq!(seen.row["threads"], 13);
    }
}

#[test]
fn a_pool_has_as_many_in_flight_as_it_has_threads() {
    let seen = run("thread_pool");
    assert_eq!(seen.row["in_flight"], 3);
    assert_eq!(seen.processes.len(), 1);
    assert_eq!(seen.threads.len(), 3);
    if cfg!(target_os = "linux") {
        assert_eq!(seen.row["threads"], 4);
    }
}

#[test]
fn all_tasks_wait_on_one_thread() {
    let seen = run("tasks");
    assert_eq!(seen.row["in_flight"], 12);
    assert_eq!(seen.threads.len(), 1);
    if cfg!(target_os = "linux") {
        assert_eq!(seen.row["threads"], 1);
    }
}

#[test]
fn tasks_on_all_cores_wait_on_a_thread_for_each() {
    let seen = run("tasks_on_all_cores");
    let cores = command_line::cores();
    assert_eq!(seen.row["in_flight"], 12);
    assert_eq!(seen.processes.len(), 1);
    assert!(seen.threads.len() <= cores, "{:?}", seen.threads);
    let is_first = |thread: &String| thread.ends_with(" ThreadId(1)");
    assert!(!seen.threads.iter().any(is_first), "{:?}", seen.threads);
    if cfg!(target_os = "linux") {
        // The first thread waits for the others.
        assert_eq!(seen.row["threads"], cores + 1);
    }
}

#[test]
fn each_worker_is_a_process_of_its_own() {
    let seen = run("processes");
    assert_eq!(seen.row["in_flight"], 3);
    assert_eq!(seen.processes.len(), 3);
    if cfg!(target_os = "linux") {
        assert_eq!(seen.row["processes"], 4);
    }
}
