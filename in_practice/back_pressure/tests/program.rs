//! Tests of what the program prints and refuses.

use checks::{Program, notes, rows};
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_back_pressure"));

/// Sizes with which all versions take a few seconds together.
const SMALL: [&str; 4] = ["--duration", "0.1", "--load", "120"];

#[test]
fn each_table_has_a_row_for_each_version() {
    // Nothing on stderr: progress is for terminals.
    let stdout = PROGRAM.printed(&SMALL);
    checks::no_line_is_wider(&stdout, 100);
    let tables: [(&str, &[&str]); 3] = [
        (
            "load: 8 places, 0.02 s per request",
            &[
                "unbounded 120%",
                "semaphore 120%",
                "bounded queue 120%",
                "shed load 120%",
                "token bucket 120%",
            ],
        ),
        (
            "closed: 8 places, 0.02 s per request, for 0.1 s",
            &[
                "open loop, stall",
                "closed loop, stall",
                "open loop, overload",
                "closed loop, overload",
            ],
        ),
        (
            "retries: 8 places, 0.02 s per request, one in 3 fails",
            &[
                "once 120%",
                "naive 120%",
                "backoff 120%",
                "jitter 120%",
                "budget 120%",
                "once burst",
                "naive burst",
                "backoff burst",
                "jitter burst",
                "budget burst",
            ],
        ),
    ];
    let lines: Vec<&str> = stdout.lines().collect();
    let mut rest = &lines[..];
    for (title, versions) in tables {
        let begin = rest.iter().position(|line| line.starts_with(title));
        rest = &rest[begin.expect(title)..];
        for (line, version) in rest[4..].iter().zip(versions) {
            assert!(line.starts_with(version), "{line}");
            assert_eq!(line.chars().count(), rest[3].chars().count());
        }
        let end = 4 + versions.len();
        assert_eq!(rest[end..end + 2], ["", "Each row is one run."]);
        let is_little = |line: &&str| line.starts_with("Little's law: ");
        assert!(rest[end + 2..].iter().any(is_little), "{stdout}");
    }
}

#[test]
fn by_default_the_load_goes_from_half_the_capacity_to_one_and_a_half() {
    let json = PROGRAM.json(&["--dry-run"]);
    let tables = json["tables"].as_array().expect("tables");
    let names: Vec<&Value> = tables.iter().map(|it| &it["table"]).collect();
    assert_eq!(names, ["load", "closed", "retries"]);
    let rates = |version: &str| -> Vec<f64> {
        let rows = rows(&json).into_iter();
        let rows = rows.filter(|row| row["version"] == version);
        rows.map(|row| row["work"]["rate"].as_f64().expect("a rate"))
            .collect()
    };
    for version in ["unbounded", "shed_load", "token_bucket"] {
        assert_eq!(rates(version), [200.0, 300.0, 400.0, 500.0, 600.0]);
    }
    for version in ["semaphore", "bounded_queue"] {
        assert_eq!(rates(version), [600.0]);
    }
}

#[test]
fn one_part_can_be_run() {
    let json = PROGRAM.json(&["closed", "--duration", "0.05"]);
    assert_eq!(json["tables"].as_array().map(Vec::len), Some(1));
    assert_eq!(rows(&json).len(), 4);
    let [_, little] = notes(&json)[..] else {
        panic!("{json}");
    };
    assert!(little.starts_with("Little's law: in flight = "), "{little}");
}

#[test]
fn sizes_that_make_no_sense_are_refused() {
    PROGRAM.takes_numbers("--load", 1_000);
    PROGRAM.takes_numbers("--seed", 1_000_000);
    PROGRAM.takes_seconds("--duration");
    PROGRAM.refuses(&["--only", "magic"], "'--only <VERSION>'");
    let mistake = PROGRAM.mistake(&["overload"]);
    assert!(mistake.contains("'overload'"), "{mistake}");
}

#[test]
fn python_has_the_same_arrivals() {
    if checks::python().is_none() {
        return;
    }
    PROGRAM.python_agrees(&SMALL, &[5, 4, 10]);
    let json = PROGRAM.json(&[&SMALL[..], &["load", "--python"]].concat());
    let sent: Vec<f64> = rows(&json)
        .iter()
        .map(|row| row["columns"]["sent"].as_f64().expect("a count"))
        .collect();
    assert!(
        sent.iter().all(|it| *it == sent[0] && *it > 10.0),
        "{sent:?}"
    );
}
