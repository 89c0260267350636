//! Tests of what each version does, by its workers and messages.

use checks::{Program, notes, rows};
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_cpu_bound"));

/// Four jobs, which take long enough that all workers have begun before the
/// first of them is done with all.
const SIZES: [&str; 7] = [
    "pi",
    "--samples",
    "20000000",
    "--workers",
    "2",
    "--runs",
    "1",
];

#[test]
fn all_is_computed_on_one_thread() {
    for version in ["sequential", "tasks"] {
        let seen = PROGRAM.seen(version, &SIZES);
        assert_eq!(seen.threads.len(), 1, "{version}");
        seen.has(1, "threads");
        seen.has(1, "processes");
    }
}

#[test]
fn two_threads_of_one_process_compute() {
    for version in ["threads", "rayon"] {
        let seen = PROGRAM.seen(version, &SIZES);
        assert_eq!(seen.processes.len(), 1, "{version}");
        assert_eq!(seen.threads.len(), 2, "{version}");
        // The one that waits for the others is one more.
        seen.has(3, "threads");
    }
}

#[test]
fn two_worker_processes_compute() {
    let seen = PROGRAM.seen("processes", &SIZES);
    assert_eq!(seen.processes.len(), 2);
    seen.has(3, "processes");
}

#[test]
fn messages_are_counted() {
    let sizes = ["primes", "--limits", "100", "--workers", "2", "--runs", "1"];
    let json = PROGRAM.json(&sizes);
    let messages: Vec<_> = rows(&json)
        .iter()
        .map(|row| {
            assert_eq!(row["failure"], Value::Null);
            let messages = row["columns"]["messages"].as_f64();
            (row["version"].as_str().map(str::to_owned), messages)
        })
        .collect();
    let expected = [
        ("sequential", 0.0),
        ("threads", 0.0),
        ("rayon", 0.0),
        ("tasks", 0.0),
        ("processes", 8.0),
        ("message_each", 100.0),
    ];
    let expected = expected
        .map(|(version, messages)| (Some(version.to_owned()), Some(messages)));
    assert_eq!(messages, expected);
    let notes = notes(&json).join("\n");
    let counts = "168 primes up to 1,000, 184 up to 1,099; ";
    assert!(notes.starts_with(counts), "{notes}");
    let more = "100 messages of one number, against 8 chunks: 92 more.";
    assert!(notes.contains(more), "{notes}");
}

#[test]
fn squares_are_in_memory_where_they_are_stored() {
    let sizes = ["squares", "--numbers", "4000000", "--runs", "1"];
    let json = PROGRAM.json(&sizes);
    for row in rows(&json) {
        let version = row["version"].as_str().expect("a version");
        assert_eq!(row["failure"], Value::Null, "{version}");
        let Some(memory) = row["peak_memory"].as_u64() else {
            continue;
        };
        let keeps = version != "sums" && version != "one_buffer";
        assert_eq!(memory >= 32_000_000, keeps, "{version}: {memory}");
    }
    let faults = |version: &str| {
        let row = json["tables"][0]["rows"].as_array().expect("rows").iter();
        let row = row.clone().find(|row| row["version"] == version);
        row.expect("a row")["page_faults"].as_u64()
    };
    assert!(faults("one_buffer") <= faults("sequential").map(|all| all / 2));
}
