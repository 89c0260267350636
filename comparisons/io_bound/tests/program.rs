//! Tests of what the program prints and refuses.

use checks::{NOTE, Program, rows};
use serde_json::{Value, json};

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_io_bound"));

#[test]
fn the_table_has_a_row_for_each_version() {
    // Nothing on stderr: progress is for terminals.
    let stdout =
        PROGRAM.printed(&["--requests", "5", "--delay", "0.05", "--runs", "1"]);
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(
        lines[0],
        "pages: 5 requests of 0.05 s \
         (--as-published: 100 requests of 0.5 s)"
    );
    let versions = [
        "version",
        "sequential",
        "thread per request",
        "thread pool (10)",
        "tasks",
        "tasks on all cores",
        "processes (4)",
    ];
    for (line, version) in lines[2..].iter().zip(versions) {
        assert_eq!(line[..20].trim_end(), version);
        assert_eq!(line.chars().count(), lines[2].chars().count());
    }
    checks::no_line_is_wider(&stdout, 100);
    assert_eq!(lines[9..11], ["", "Each row is one run."]);
    let note = "Thread pool: 5 requests ÷ 10 threads, rounded up: 1 round of \
                0.05 s, 0.050 s. It took ";
    assert!(lines[11].starts_with(note), "{stdout}");
    assert_eq!(lines.len(), 12, "{stdout}");
}

#[test]
fn a_build_that_is_not_optimised_says_so_once() {
    let sizes = ["--requests", "1", "--delay", "0.001", "--only", "tasks"];
    let run = PROGRAM.run(&[&["requests", "pages"], &sizes[..]].concat());
    assert!(run.stderr.starts_with(NOTE), "{run:?}");
    assert!(
        run.stderr.ends_with("cargo run --release -p io_bound\n"),
        "{run:?}"
    );
    assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
    let run = PROGRAM.run(&["--dry-run"]);
    assert_eq!(run.stderr, "", "there are no figures");
}

#[test]
fn several_presets_are_several_tables() {
    let sizes = ["--requests", "2", "--delay", "0.01", "--only", "tasks"];
    let presets = ["requests", "downloads"];
    let json = PROGRAM.json(&[&presets, &sizes[..]].concat());
    let tables = json["tables"].as_array().expect("tables");
    let names: Vec<&Value> =
        tables.iter().map(|table| &table["table"]).collect();
    assert_eq!(names, presets);
    for table in tables {
        assert_eq!(table["figures"]["requests"], 2.0);
        assert_eq!(table["figures"]["delay"], 0.01);
    }
}

/// Returns the plan of `--as-published`: requests, path, and workers of both
/// pools.
fn published(preset: &str) -> Value {
    let json = PROGRAM.json(&[preset, "--as-published", "--dry-run"]);
    let rows = rows(&json);
    let first = &rows[0]["work"];
    for row in &rows {
        assert_eq!(row["work"]["requests"], first["requests"]);
        assert_eq!(row["work"]["url"], first["url"]);
    }
    let workers = |version: &str| {
        let row = rows.iter().find(|row| row["version"] == version);
        row.expect("a row")["work"]["workers"].clone()
    };
    let (threads, processes) = (workers("thread_pool"), workers("processes"));
    json!([first["requests"], first["url"], threads, processes])
}

#[test]
fn as_published_has_the_published_sizes() {
    let cores = command_line::cores();
    assert_eq!(published("downloads"), json!([64, "/delay/1", 8, 8]));
    let default = (cores + 4).min(32);
    assert_eq!(
        published("requests"),
        json!([100, "/delay/0.15", default, cores])
    );
    assert_eq!(published("pages"), json!([100, "/delay/0.5", 10, 4]));
}

#[test]
fn sizes_that_make_no_sense_are_refused() {
    PROGRAM.takes_numbers("--requests", 10_000);
    PROGRAM.takes_numbers("--workers", 256);
    PROGRAM.takes_seconds("--delay");
    PROGRAM.refuses(&["--as-published", "--requests", "5"], "'--requests <N>'");
    PROGRAM.refuses(&["everything"], "'[PRESETS]...'");
    PROGRAM.refuses(&["--only", "magic"], "'--only <VERSION>'");
}

#[test]
#[cfg(unix)]
fn what_a_machine_does_not_give_is_said_in_the_row() {
    let sizes = ["--requests", "100", "--delay", "0.05", "--runs", "1"];
    let only = ["--only", "thread_pool", "--only", "tasks"];
    let output =
        PROGRAM.run_after("ulimit -n 60", &[&sizes[..], &only].concat());
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let stdout = &output.stdout;
    let words: Vec<&str> = stdout.split_whitespace().collect();
    let words = words.join(" ");
    assert!(words.contains(" 1.00x "), "{stdout}");
    assert!(words.contains("tasks failed: "), "{stdout}");
    assert!(words.contains("Too many open files"), "{stdout}");
}
