//! Tests of what each version does, by the server's counts and the threads that
//! waited.

use checks::{Program, Seen};

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_io_bound"));

/// Twelve requests, in pools of three: each waits long enough to be seen
/// beside the others on a busy machine.
const SIZES: [&str; 8] = [
    "--requests",
    "12",
    "--workers",
    "3",
    "--delay",
    "0.5",
    "--runs",
    "1",
];

/// Runs one version, and checks that each request was made once.
fn run(version: &str) -> Seen {
    let seen = PROGRAM.seen(version, &SIZES);
    assert_eq!(seen.row["requests"], 12);
    assert_eq!(seen.answers, 12);
    seen
}

#[test]
fn sequential_requests_never_overlap() {
    let sizes = ["--requests", "3", "--delay", "0.05", "--runs", "1"];
    let seen = PROGRAM.seen("sequential", &sizes);
    assert_eq!(seen.row["requests"], 3);
    assert_eq!(seen.row["in_flight"], 1);
    assert_eq!(seen.threads.len(), 1, "one thread of one process waits");
    seen.has(1, "threads");
    seen.has(1, "processes");
}

#[test]
fn each_of_the_threads_waits_for_one_request() {
    let seen = run("thread_per_request");
    assert_eq!(seen.row["in_flight"], 12);
    assert_eq!(seen.processes.len(), 1);
    assert_eq!(seen.threads.len(), 12);
    // The one that waits for the others is one more.
    seen.has(13, "threads");
}

#[test]
fn a_pool_has_as_many_in_flight_as_it_has_threads() {
    let seen = run("thread_pool");
    assert_eq!(seen.row["in_flight"], 3);
    assert_eq!(seen.processes.len(), 1);
    assert_eq!(seen.threads.len(), 3);
    seen.has(4, "threads");
}

#[test]
fn all_tasks_wait_on_one_thread() {
    let seen = run("tasks");
    assert_eq!(seen.row["in_flight"], 12);
    assert_eq!(seen.threads.len(), 1);
    seen.has(1, "threads");
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
    // The first thread waits for the others.
    seen.has(cores + 1, "threads");
}

#[test]
fn each_worker_is_a_process_of_its_own() {
    let seen = run("processes");
    assert_eq!(seen.row["in_flight"], 3);
    assert_eq!(seen.processes.len(), 3);
    seen.has(4, "processes");
}

#[test]
fn python_has_the_same_answers() {
    let sizes = ["--requests", "6", "--workers", "3", "--delay", "0.05"];
    let sizes = [&sizes[..], &["--runs", "1"]].concat();
    PROGRAM.python_agrees(&sizes, &[5]);
}
