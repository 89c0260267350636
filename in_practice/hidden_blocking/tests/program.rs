//! Counts of every version: results, ticks of the heartbeat, threads and polls;
//! the files, which are gone at the end; and the command line.

use checks::Program;
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_hidden_blocking"));

/// Number of bytes in the first file, and in 10,000.
const BYTES: [u64; 2] = [1_000, 10_239_910];

/// Runs a part with some more arguments. Returns its table.
fn table(arguments: &[&str]) -> Value {
    let json = PROGRAM.json(&[arguments, &["--runs", "1"]].concat());
    let table = json["tables"][0].clone();
    for row in table["rows"].as_array().expect("rows") {
        assert_eq!(row["failure"], Value::Null, "{row}");
    }
    table
}

/// Returns a row of a table.
fn row<'a>(table: &'a Value, version: &str, language: &str) -> &'a Value {
    let rows = table["rows"].as_array().expect("rows");
    let is_it =
        |row: &&Value| row["version"] == version && row["language"] == language;
    rows.iter().find(is_it).expect(version)
}

/// Returns a number of a row as the table has it.
fn column(row: &Value, heading: &str) -> Option<f64> {
    row["columns"][heading].as_f64()
}

/// Checks a count of a row. Threads are only counted on Linux.
fn has(row: &Value, heading: &str, count: u64) {
    let is_unknown = heading == "threads" && !cfg!(target_os = "linux");
    let expected = (!is_unknown).then_some(count as f64);
    assert_eq!(column(row, heading), expected, "{heading}: {row}");
}

/// Checks that the heartbeat had turns while the version was at work.
fn ticks_meanwhile(row: &Value) {
    assert!(column(row, "ticks") > Some(1.0), "{row}");
}

/// Returns the notes of a table, whose long lines are wrapped.
fn in_one_line(table: &Value) -> String {
    let notes = table["notes"].as_array().expect("notes").iter();
    let lines = notes.map(|line| line.as_str().expect("a line").trim());
    lines.collect::<Vec<_>>().join(" ")
}

#[test]
fn all_bytes_are_read_and_in_the_task_the_heartbeat_has_no_turn() {
    // Wine takes a minute for 10,000 files.
    let files: u64 = if cfg!(windows) { 2_000 } else { 10_000 };
    let bytes = (0..files).map(|number| 1_000 + number % 49).sum();
    let table = table(&["files", "--files", &files.to_string()]);
    let cores = command_line::cores() as u64;
    let versions = [
        ("in_the_task", Some(1)),
        ("tokio_fs", None),
        ("blocking_call_per_file", None),
        ("limited_calls", None),
        ("thread_pool", Some(1 + cores)),
        ("one_blocking_call", Some(2)),
    ];
    for (version, threads) in versions {
        let row = row(&table, version, "Rust");
        has(row, "done", bytes);
        if let Some(threads) = threads {
            has(row, "threads", threads);
        } else if let Some(threads) = column(row, "threads") {
            assert!((2.0..=513.0).contains(&threads), "{row}");
        }
    }
    // The one tick is that after the end.
    has(row(&table, "in_the_task", "Rust"), "ticks", 1);
    ticks_meanwhile(row(&table, "tokio_fs", "Rust"));
    ticks_meanwhile(row(&table, "limited_calls", "Rust"));
    ticks_meanwhile(row(&table, "one_blocking_call", "Rust"));
}

#[test]
fn a_smaller_pool_has_no_more_threads_than_it_may() {
    let arguments = ["files", "--pool", "3", "--files", "1000"];
    let table = table(&[&arguments[..], &["--only", "tokio_fs"]].concat());
    let row = row(&table, "tokio_fs", "Rust");
    assert!(column(row, "threads") <= Some(4.0), "{row}");
    let call_per_file = ["--only", "blocking_call_per_file"];
    let table = self::table(&[&arguments[..], &call_per_file].concat());
    let row = self::row(&table, "blocking_call_per_file", "Rust");
    has(row, "threads", 4);
}

#[test]
fn calls_that_block_leave_no_turn_and_their_cures_do() {
    let table = table(&["calls", "--silence", "0.5", "--pool", "20"]);
    let row = |version| row(&table, version, "Rust");
    let blocking = [
        ("parse", 50_000),
        #[cfg(unix)]
        ("print", 2_000),
    ];
    for (version, done) in blocking {
        has(row(version), "done", done);
        has(row(version), "ticks", 1);
        has(row(version), "threads", 1);
    }
    let cures = [
        ("parse_elsewhere", 50_000, 2),
        #[cfg(unix)]
        ("print_elsewhere", 2_000, 2),
        ("lock_before_await", 2, 1),
        ("tokio_lock", 2, 1),
        ("look_up", 0, 2),
        ("full_pool", BYTES[0], 21),
    ];
    for (version, done, threads) in cures {
        has(row(version), "done", done);
        has(row(version), "threads", threads);
        ticks_meanwhile(row(version));
    }
    has(row("block_on"), "done", 1);
}

#[test]
fn a_deadlock_is_reported_and_does_not_hang() {
    let only = ["--only", "lock_across_await"];
    let table = table(&[&["calls"], &only[..]].concat());
    let row = row(&table, "lock_across_await", "Rust");
    assert_eq!(row["columns"]["done"], Value::Null);
    assert_eq!(row["columns"]["ended"], Value::Null);
    has(row, "ticks", 0);
    has(row, "threads", 1);
    let notes = table["notes"].to_string();
    assert!(
        notes.contains("lock across await: still stuck after"),
        "{notes}"
    );
}

#[test]
fn a_timeout_ends_the_wait_and_the_runtime_waits_on() {
    let table = table(&["calls", "--silence", "0.5", "--only", "look_up"]);
    let row = row(&table, "look_up", "Rust");
    // No look-up ends before its time. The timeout is a fifth of that.
    assert!(column(row, "ended") >= Some(500.0), "{row}");
    has(row, "done", 0);
}

#[test]
fn a_file_waits_for_a_thread_of_the_pool() {
    let table = table(&["calls", "--pool", "3", "--only", "full_pool"]);
    let row = row(&table, "full_pool", "Rust");
    assert!(column(row, "wall") >= Some(100.0), "{row}");
    has(row, "threads", 4);
}

#[test]
fn block_on_in_a_task_says_why_it_panics() {
    let run = PROGRAM.run(&["calls", "--only", "block_on"]);
    let stdout = run.stdout;
    let panic = "block on: Cannot start a runtime from within a runtime.";
    assert!(stdout.contains(panic), "{stdout}");
    // It is noted, not printed.
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
}

#[test]
fn the_longest_poll_is_that_of_the_hidden_call() {
    let table = table(&["find"]);
    let row = |version| row(&table, version, "Rust");
    let polls = |version, name| column(row(version), name);
    // No look-up ends before its time.
    let reporter = polls("hidden_look_up", "reporter");
    assert!(reporter >= Some(100.0), "{reporter:?}");
    for version in ["hidden_parse", "hidden_look_up"] {
        let [loader, reporter] =
            ["loader", "reporter"].map(|name| polls(version, name));
        assert!(loader.is_some() && loader < reporter, "{version}");
    }
    // The poll that never ends is not there.
    assert_eq!(polls("hidden_deadlock", "reporter"), None);
    // The runtime counts a wait on its thread as busy.
    let busy = column(row("hidden_look_up"), "busy");
    assert!(busy >= Some(100.0), "{busy:?}");
}

#[test]
fn in_python_the_same_calls_block_and_debug_mode_names_the_task() {
    if checks::python().is_none() {
        return;
    }
    let files = table(&["files", "--python"]);
    has(row(&files, "in_the_task", "Python"), "ticks", 1);
    has(row(&files, "one_blocking_call", "Python"), "done", BYTES[1]);
    let calls = table(&["calls", "--python", "--silence", "0.5"]);
    for version in ["parse", "print"] {
        if cfg!(unix) || version == "parse" {
            has(row(&calls, version, "Python"), "ticks", 1);
        }
    }
    for version in ["lock_before_await", "tokio_lock", "look_up"] {
        ticks_meanwhile(row(&calls, version, "Python"));
    }
    let notes = in_one_line(&calls);
    let stuck = "the loop's thread is in add(), lock_across_await.py, line ";
    assert!(notes.contains(stuck), "{notes}");
    let find = table(&["find", "--python"]);
    let notes = in_one_line(&find);
    for version in ["parse", "look up"] {
        let slow = format!(
            "hidden {version} in Python: Executing <Task finished \
             name='reporter' "
        );
        assert!(notes.contains(&slow), "{notes}");
    }
}

#[test]
fn python_has_the_same_answers() {
    let calls = if cfg!(unix) { 10 } else { 8 };
    let few = ["--files", "500", "--records", "1000", "--runs", "1"];
    PROGRAM.python_agrees(&few, &[4, calls, 4]);
}

#[test]
fn a_dry_run_has_all_parts() {
    let json = PROGRAM.json(&["--dry-run"]);
    let tables = json["tables"].as_array().expect("tables");
    let rows = tables.iter().map(|it| it["rows"].as_array().map(Vec::len));
    let calls = if cfg!(unix) { 10 } else { 8 };
    assert!(rows.eq([Some(6), Some(calls), Some(4)]), "{json}");
}

#[test]
fn sizes_that_make_no_sense_are_refused() {
    let options = [
        ("--files", 100_000),
        ("--records", 1_000_000),
        ("--pool", 2_000),
    ];
    for (option, most) in options {
        PROGRAM.takes_numbers(option, most);
    }
    PROGRAM.takes_seconds("--silence");
    PROGRAM.refuses(&["everything"], "'[PARTS]...'");
    PROGRAM.refuses(&["--only", "magic"], "'--only <VERSION>'");
}
