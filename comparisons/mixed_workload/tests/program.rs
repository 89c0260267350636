//! Tests of what the program prints and refuses.

use checks::{Program, notes, rows};
use measure::words::counted;
use serde_json::{Value, json};

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_mixed_workload"));

/// Sizes with which all versions take a second together.
const SMALL: [&str; 8] = [
    "--items", "3", "--delay", "0.05", "--work", "0.005", "--runs", "1",
];

#[test]
fn the_table_has_a_row_for_each_version() {
    // Nothing on stderr: progress is for terminals.
    let stdout = PROGRAM.printed(&SMALL);
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "3 items, each fetched in 0.05 s, then computed in 0.005 s",
            "(--as-published: 10 items, 2 s and 1 s)"
        ]
    );
    let versions = [
        "version",
        "sequential",
        "threads",
        "tasks",
        "tasks on all cores",
        "spawn blocking",
        "cpu pool",
        "pipeline",
    ];
    for (line, version) in lines[3..].iter().zip(versions) {
        assert_eq!(line[..20].trim_end(), version);
        assert_eq!(line.chars().count(), lines[3].chars().count());
    }
    checks::no_line_is_wider(&stdout, 100);
    assert_eq!(lines[11..13], ["", "Each row is one run."]);
    assert!(lines[13].starts_with("Lower bound: "), "{stdout}");
}

#[test]
fn every_version_has_the_answer_of_the_sequential_one() {
    let json = PROGRAM.json(&SMALL);
    for row in rows(&json) {
        assert_eq!(row["failure"], Value::Null);
        assert_eq!(row["requests"], 3);
    }
}

// Windows doesn't say what CPU time a process has used.
#[cfg(unix)]
#[test]
fn computing_takes_the_time_of_a_core() {
    let sizes = ["--items", "4", "--work", "0.05", "--runs", "1"];
    for version in ["sequential", "cpu_pool"] {
        let json = PROGRAM.json(&[&sizes[..], &["--only", version]].concat());
        let user = rows(&json)[0]["user"].as_f64().expect("seconds");
        // Half of it, as the speed of a core changes with what the others do.
        assert!(user >= 4.0 * 0.05 / 2.0, "{version}: {user}");
    }
}

/// Returns the line with the lower bound, for these sizes.
fn bound(sizes: &[&str]) -> String {
    let sizes = [
        sizes,
        &["--only", "tasks", "--work", "0.001", "--runs", "1"],
    ]
    .concat();
    let json = PROGRAM.json(&sizes);
    notes(&json)[0].to_owned()
}

#[test]
fn the_lower_bound_is_that_of_the_cores_or_of_the_fetches() {
    let cores = command_line::cores();
    let items = (4 * cores).to_string();
    let sizes = ["--items", &items, "--delay", "0.25"];
    assert_eq!(
        bound(&sizes),
        format!(
            "Lower bound: 0.25 s for the first responses, then {items} × \
             0.001 s of computing on {}: 0.25 s.",
            counted(cores, "core")
        )
    );
    let sizes = ["--items", "1", "--delay", "0.001"];
    let bound_of_one = bound(&sizes);
    assert!(bound_of_one.ends_with(": 0.002 s."), "{bound_of_one}");
    assert_eq!(
        bound(&["--items", "9", "--delay", "0.05", "--at-once", "4"]),
        "Lower bound: 9 fetches, 4 at a time, make 3 rounds of 0.05 s, then \
         0.001 s for the last item: 0.15 s."
    );
}

#[test]
fn as_published_has_the_published_sizes() {
    let stdout = PROGRAM.printed(&["--as-published", "--dry-run"]);
    let title = "10 items, each fetched in 2 s, then computed in 1 s\n\
                 (as published)\n";
    assert!(stdout.starts_with(title), "{stdout}");
    let json = PROGRAM.json(&["--as-published", "--dry-run"]);
    let rows = rows(&json);
    assert_eq!(rows.len(), 7);
    // All cores compute after the first wait, or one does, if there are
    // more.
    let bound = 2.0 + (10.0 / command_line::cores() as f64).max(1.0_f64);
    for row in rows {
        let work = json!({
            "url": "/delay/2?item=",
            "items": 10,
            "at_once": 10,
            "workers": command_line::cores(),
            // A dry run is not calibrated.
            "rounds": 0,
            "lower_bound": bound,
            "lower_bound_in_python": bound,
        });
        assert_eq!(row["work"], work);
    }
}

#[test]
fn sizes_that_make_no_sense_are_refused() {
    PROGRAM.takes_numbers("--items", 1_000_000);
    PROGRAM.takes_numbers("--at-once", 10_000);
    PROGRAM.takes_seconds("--delay");
    PROGRAM.takes_seconds("--work");
    PROGRAM.refuses(&["--as-published", "--items", "5"], "'--items <N>'");
    PROGRAM.refuses(&["--as-published", "--work", "5"], "'--work <S>'");
    PROGRAM.refuses(&["--only", "magic"], "'--only <VERSION>'");
}

#[test]
fn python_has_the_same_answers() {
    PROGRAM.python_agrees(&SMALL, &[6]);
}
