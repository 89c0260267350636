//! Counted and lost additions, the output of both languages, and the command
//! line.

use std::process::Command;

use checks::{Program, numbers, rows};
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_shared_state"));

/// Runs the program. Returns the rows that it writes as data.
fn rows_of(arguments: &[&str]) -> Vec<Value> {
    let json = PROGRAM.json(&[arguments, &["--runs", "1"]].concat());
    let rows = rows(&json);
    assert!(rows.iter().all(|row| row["failure"].is_null()), "{rows:?}");
    rows
}

/// Returns a count of a row.
fn count(row: &Value, column: &str) -> u64 {
    row["columns"][column].as_f64().expect("a count") as u64
}

#[test]
fn only_the_separate_read_and_write_may_lose() {
    // Enough additions for the threads to meet, even on one core.
    for (threads, each, all) in [
        ("1", "30000", 30_000),
        ("2", "30000", 60_000),
        ("7", "3000000", 21_000_000),
    ] {
        let rows = rows_of(&["--additions", each, "--threads", threads]);
        let versions: Vec<&str> = rows
            .iter()
            .map(|row| row["version"].as_str().expect("a name"))
            .collect();
        let expected = [
            "one_thread",
            "lost_updates",
            "mutex",
            "atomic",
            "counter_per_thread",
        ];
        assert_eq!(versions, expected);
        for (row, version) in rows.iter().zip(versions) {
            let (counted, lost) = (count(row, "counted"), count(row, "lost"));
            assert_eq!(counted + lost, all, "{version}");
            assert!(
                lost == 0 || version == "lost_updates",
                "{version}: {lost}"
            );
        }
    }
}

#[test]
fn updates_are_lost() {
    // The additions take longer than a thread may stay on a core that others
    // want, so the two meet even on one core. A thread that is preempted between
    // its read and its write undoes everything that came in between.
    let only = ["--additions", "30000000", "--only", "lost_updates"];
    let lost = (0..100).any(|_| count(&rows_of(&only)[0], "lost") > 0);
    assert!(lost, "nothing was lost in 100 runs");
}

#[test]
fn a_row_shows_counts_and_times_in_columns_that_line_up() {
    // Nothing on stderr: progress is for terminals.
    let text = PROGRAM.printed(&["--additions", "1000", "--runs", "1"]);
    let lines: Vec<&str> = text.lines().collect();
    let title = "Threads: 2; each adds 1 to a counter 1000 times. ";
    assert!(lines[0].starts_with(title), "{text}");
    let width = lines[2].chars().count();
    for line in &lines[2..8] {
        assert_eq!(line.chars().count(), width, "{text}");
    }
    assert!(lines[7].starts_with("counter per thread "), "{text}");
    assert!(text.contains("% of all additions went missing."), "{text}");
    checks::no_line_is_wider(&text, 100);
}

#[test]
fn in_python_a_lock_loses_nothing() {
    let Some(python) = checks::python() else {
        return;
    };
    let mut program = Command::new(python);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/shared_state.py");
    program.args(["-B", script, "--runs", "1"]);
    let text = checks::run(program).printed();
    for (label, may_lose) in [
        ("one thread", false),
        ("plus equals", true),
        ("function call", true),
        ("with lock", false),
        ("counter per thread", false),
    ] {
        let row = text.lines().find_map(|line| line.strip_prefix(label));
        let row = numbers(row.expect(label));
        // Of one run, the most is the least.
        let [most, least, ..] = row[..] else {
            panic!("{label}: {text}");
        };
        assert_eq!(most, least, "{label}: {text}");
        assert!(most == 0.0 || may_lose, "{label}: {text}");
    }
}

#[test]
fn sizes_that_make_no_sense_are_refused() {
    PROGRAM.takes_numbers("--additions", 1_000_000_000);
    PROGRAM.takes_numbers("--threads", 64);
    PROGRAM.refuses(&["--python"], "there are no versions in Python here");
    assert!(!PROGRAM.printed(&["--help"]).contains("--python"));
    PROGRAM.refuses(&["--as-published"], "'--as-published' found");
    PROGRAM.refuses(&["--only", "magic"], "'--only <VERSION>'");
    PROGRAM.refuses(&["everything"], "'everything' found");
}
