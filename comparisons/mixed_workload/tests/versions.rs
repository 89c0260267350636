//! Tests of what each version does, by the server's counts, the items in
//! progress, and the threads that fetch and compute.

use std::collections::BTreeMap;

use checks::{Program, notes, rows};
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_mixed_workload"));

/// Twelve items, and what each computes. Those that are fetched together wait
/// long enough to be seen beside each other on a busy machine.
const SIZES: [&str; 6] = ["--items", "12", "--work", "0.02", "--runs", "1"];

/// Number of items per thread.
type Items = BTreeMap<String, u64>;

/// Observations of one version's run.
struct Seen {
    row: Value,
    fetched_by: Items,
    computed_by: Items,
}

impl Seen {
    /// Returns true if some thread has both fetched and computed.
    fn shares_a_thread(&self) -> bool {
        self.fetched_by
            .keys()
            .any(|thread| self.computed_by.contains_key(thread))
    }

    /// Checks the number of threads, if the system reports it.
    fn has_threads(&self, count: usize) {
        if cfg!(target_os = "linux") {
            assert_eq!(self.row["threads"], count);
        }
    }
}

/// Runs one version, and checks that each item was fetched and computed once,
/// with the expected number in progress.
fn run(version: &str) -> Seen {
    // One at a time, none has to wait for another to be seen beside it.
    let delay = if version == "sequential" {
        "0.05"
    } else {
        "0.5"
    };
    let sizes = [&SIZES[..], &["--delay", delay, "--only", version]].concat();
    let seen = run_with(&sizes);
    let row = &seen.row;
    assert_eq!(row["requests"], 12);
    let at_once = if version == "sequential" { 1 } else { 12 };
    assert_eq!(row["in_flight"], at_once);
    assert_eq!(row["columns"]["alive"].as_f64(), Some(f64::from(at_once)));
    assert_eq!(seen.fetched_by.values().sum::<u64>(), 12);
    assert_eq!(seen.computed_by.values().sum::<u64>(), 12);
    seen
}

fn run_with(arguments: &[&str]) -> Seen {
    let json = PROGRAM.json(&[arguments, &["--identities"]].concat());
    let row = rows(&json).remove(0);
    assert_eq!(row["failure"], Value::Null);
    let (mut fetched_by, mut computed_by) = (Items::new(), Items::new());
    for line in notes(&json) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [.., what, thread, items] = words[..] else {
            continue;
        };
        let of = match what {
            "fetched" => &mut fetched_by,
            "computed" => &mut computed_by,
            _ => continue,
        };
        of.insert(thread.to_owned(), items.parse().expect("a count"));
    }
    Seen {
        row,
        fetched_by,
        computed_by,
    }
}

#[test]
fn sequential_items_never_overlap() {
    let seen = run("sequential");
    assert_eq!(seen.fetched_by, seen.computed_by);
    assert_eq!(seen.fetched_by.len(), 1);
    seen.has_threads(1);
}

#[test]
fn each_thread_fetches_an_item_and_computes_it() {
    let seen = run("threads");
    assert_eq!(seen.fetched_by, seen.computed_by);
    assert_eq!(seen.fetched_by.len(), 12);
    // The one that waits for the others is one more.
    seen.has_threads(13);
}

#[test]
fn tasks_alone_compute_on_the_thread_that_waits() {
    let seen = run("tasks");
    assert_eq!(seen.fetched_by, seen.computed_by);
    assert_eq!(seen.fetched_by.len(), 1);
    seen.has_threads(1);
}

#[test]
fn tasks_on_all_cores_compute_on_the_threads_that_wait() {
    let seen = run("tasks_on_all_cores");
    assert_eq!(seen.fetched_by, seen.computed_by);
    assert!(seen.fetched_by.len() <= command_line::cores());
    // The first thread waits for the others.
    seen.has_threads(command_line::cores() + 1);
}

#[test]
fn spawn_blocking_leaves_the_loop_to_the_tasks() {
    let seen = run("spawn_blocking");
    assert_eq!(seen.fetched_by.len(), 1);
    assert!(!seen.shares_a_thread());
}

#[test]
fn spawn_blocking_computes_on_more_threads_than_there_are_cores() {
    // Long enough that each item is still at it when the last one begins.
    let items = (2 * command_line::cores() + 2).to_string();
    let sizes = [
        "--items", &items, "--delay", "0.3", "--work", "0.1", "--runs", "1",
    ];
    let seen = run_with(&[&sizes[..], &["--only", "spawn_blocking"]].concat());
    assert!(
        seen.computed_by.len() > command_line::cores(),
        "{:?}",
        seen.computed_by
    );
}

#[test]
fn a_cpu_pool_computes_on_a_thread_for_each_core() {
    let seen = run("cpu_pool");
    assert_eq!(seen.fetched_by.len(), 1);
    assert!(!seen.shares_a_thread());
    assert!(seen.computed_by.len() <= command_line::cores());
    assert!(seen.computed_by.len() > 1 || command_line::cores() == 1);
    seen.has_threads(command_line::cores() + 1);
}

#[test]
fn a_pipeline_computes_on_a_thread_for_each_core() {
    let seen = run("pipeline");
    assert_eq!(seen.fetched_by.len(), 1);
    assert!(!seen.shares_a_thread());
    assert!(seen.computed_by.len() <= command_line::cores());
    assert!(seen.computed_by.len() > 1 || command_line::cores() == 1);
    // One more waits for those that compute.
    seen.has_threads(command_line::cores() + 2);
}

#[test]
fn items_do_not_pile_up_while_the_cores_are_busy() {
    // Pages come much faster than they can be computed.
    let sizes = [
        "--items", "40", "--delay", "0.001", "--work", "0.005", "--runs", "1",
    ];
    let json = PROGRAM.json(&[&sizes[..], &["--at-once", "4"]].concat());
    let rows = rows(&json);
    assert_eq!(rows.len(), 7);
    for row in rows {
        let most = match row["version"].as_str() {
            Some("sequential") => 1,
            // Besides the items being fetched, some wait in the channel, and
            // each core computes one.
            Some("pipeline") => 4 + 2 * command_line::cores(),
            _ => 4,
        };
        let alive = row["columns"]["alive"].as_f64().expect("a count");
        assert!((1.0..=most as f64).contains(&alive), "{row}");
        assert!(row["in_flight"].as_u64() <= Some(4), "{row}");
        assert_eq!(row["requests"], 40);
    }
}
