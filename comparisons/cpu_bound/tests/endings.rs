//! How the program ends when a worker, or it itself, is told to.
#![cfg(target_os = "linux")]

mod common;

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::common::{cpu_bound, text};

/// How long something is waited for that must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// Starts a run of the processes alone, which takes a while.
fn start_processes() -> (Child, Vec<u32>) {
    let sizes = ["pi", "--samples", "200000000", "--workers", "3"];
    let only = ["--only", "processes", "--runs", "1"];
    let child = cpu_bound(&[&sizes[..], &only].concat())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let workers = computing_workers(child.id());
    (child, workers)
}

/// The three workers of a run, as soon as each of them computes.
fn computing_workers(program: u32) -> Vec<u32> {
    let started = Instant::now();
    loop {
        let ways = children(program).into_iter();
        let workers: Vec<u32> = ways.flat_map(children).collect();
        if workers.len() == 3 && workers.iter().all(|id| has_computed(*id)) {
            return workers;
        }
        assert!(started.elapsed() < PATIENCE, "there are no workers");
        thread::sleep(Duration::from_millis(10));
    }
}

/// What the kernel says of a process behind its name: its state, its parent …
fn stat(id: u32) -> Vec<String> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat"));
    let stat = stat.unwrap_or_default();
    let (_, fields) = stat.rsplit_once(')').unwrap_or_default();
    fields.split_whitespace().map(str::to_owned).collect()
}

/// Whether a process has used more of the CPU than starting takes: 50 ms.
fn has_computed(id: u32) -> bool {
    let ticks = stat(id).get(11).and_then(|ticks| ticks.parse().ok());
    ticks.is_some_and(|ticks: u32| ticks >= 5)
}

/// The processes that this one has started and that can still do something.
fn children(parent: u32) -> Vec<u32> {
    let parent = parent.to_string();
    let ids = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = ids.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let is_child = |id: &u32| {
        let stat = stat(*id);
        stat.get(1) == Some(&parent) && stat[0] != "Z"
    };
    ids.filter(is_child).collect()
}

fn kill(signal: &str, id: u32) {
    let status = Command::new("kill")
        .args(["-s", signal, &id.to_string()])
        .status();
    assert!(status.expect("there is kill").success());
}

fn wait_until_gone(ids: &[u32]) {
    let started = Instant::now();
    let runs = |id: &u32| stat(*id).first().is_some_and(|state| state != "Z");
    while ids.iter().any(runs) {
        assert!(started.elapsed() < PATIENCE, "one of {ids:?} still runs");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_worker_that_is_killed_ends_in_a_row_that_says_so() {
    let (child, workers) = start_processes();
    kill("KILL", workers[1]);
    let output = child.wait_with_output().expect("it was started");
    assert_eq!(output.status.code(), Some(1));
    let stdout = text(&output.stdout);
    let row = "processes (3)         failed: a worker process ended before it \
               had answered: ";
    assert!(stdout.contains(row), "{stdout}");
    wait_until_gone(&workers);
}

#[test]
fn ctrl_c_leaves_nothing_running() {
    let (mut child, mut started) = start_processes();
    started.extend(children(child.id()));
    kill("INT", child.id());
    assert_eq!(child.wait().expect("it was started").code(), Some(130));
    wait_until_gone(&started);
}
