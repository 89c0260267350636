//! Tests of the counts of each version, and of what the program refuses.

use std::collections::BTreeMap;
#[cfg(unix)]
use std::process::Stdio;

use checks::Program;
#[cfg(target_os = "linux")]
use checks::processes::{self, children};
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_cancellation"));

/// Sizes that take little time: 20 pieces, and two of ten kinds of requests.
const SMALL: [&str; 4] = ["--records", "50", "--requests", "20"];

/// Returns the counts of the rows of a table by label, for these columns.
fn counts(
    arguments: &[&str],
    columns: &[&str],
) -> BTreeMap<String, Vec<Option<u64>>> {
    let json = PROGRAM.json(arguments);
    let rows = checks::rows(&json);
    let count = |row: &Value, column: &&str| {
        let cell = &row["columns"][*column];
        assert!(cell.is_number() || cell.is_null(), "{column}: {row}");
        cell.as_f64().map(|count| count as u64)
    };
    let rows = rows.iter().map(|row| {
        assert_eq!(row["failure"], Value::Null);
        let label = row["label"].as_str().expect("a label").to_owned();
        (label, columns.iter().map(|it| count(row, it)).collect())
    });
    rows.collect()
}

/// Checks the counts of all rows.
fn are_counted(
    arguments: &[&str],
    columns: &[&str],
    expected: &[(&str, &[Option<u64>])],
) {
    let expected: BTreeMap<String, Vec<Option<u64>>> = expected
        .iter()
        .map(|(label, counts)| ((*label).to_owned(), counts.to_vec()))
        .collect();
    assert_eq!(counts(arguments, columns), expected);
}

const BYTES: [&str; 4] = ["bytes sent", "bytes lost", "intact", "garbled"];

/// Counts of the part `bytes` if half a record is lost with each piece: the
/// next piece then begins in the middle of a record.
const LOST: &[Option<u64>] = &[Some(400), Some(80), Some(20), Some(20)];
const NOT_LOST: &[Option<u64>] = &[Some(400), Some(0), Some(50), Some(0)];

#[test]
fn only_a_dropped_read_loses_bytes() {
    let sizes = ["bytes", "--records", "50"];
    let expected = [
        ("read exact", LOST),
        ("kept buffer", NOT_LOST),
        ("reader task", NOT_LOST),
        ("framed", NOT_LOST),
    ];
    are_counted(&sizes, &BYTES, &expected);
}

#[test]
fn in_python_only_a_second_read_loses_bytes() {
    if checks::python().is_none() {
        return;
    }
    let sizes = ["bytes", "--records", "50", "--python"];
    let expected = [
        ("read exact", LOST),
        ("read exact, Python", NOT_LOST),
        ("two reads, Python", LOST),
        ("kept buffer", NOT_LOST),
        ("reader task", NOT_LOST),
        ("reader task, Python", NOT_LOST),
        ("framed", NOT_LOST),
    ];
    are_counted(&sizes, &BYTES, &expected);
}

#[test]
fn the_clock_ticks_after_each_piece() {
    for ticks in counts(&["bytes", "--records", "50"], &["ticks"]).values() {
        assert!(ticks[0] >= Some(20), "{ticks:?}");
    }
}

const HALF_DONE: [&str; 4] =
    ["sibling fails", "timeout", "set dropped", "abort"];

/// Counts of transfers: half done (after each way of cancelling), done, not
/// begun.
const EIGHT: &[Option<u64>] =
    &[Some(8), Some(8), Some(8), Some(8), Some(32), Some(32)];
const EIGHT_IN_PYTHON: &[Option<u64>] =
    &[Some(8), Some(8), None, Some(8), Some(24), Some(24)];
const NONE: &[Option<u64>] =
    &[Some(0), Some(0), Some(0), Some(0), Some(32), Some(64)];
const NONE_IN_PYTHON: &[Option<u64>] =
    &[Some(0), Some(0), None, Some(0), Some(24), Some(48)];
const ALL: &[Option<u64>] =
    &[Some(0), Some(0), Some(0), Some(0), Some(96), Some(0)];
const ALL_IN_PYTHON: &[Option<u64>] =
    &[Some(0), Some(0), None, Some(0), Some(72), Some(0)];

#[test]
fn a_transfer_is_half_done_however_it_is_cancelled() {
    let columns = [&HALF_DONE[..], &["done", "not begun"]].concat();
    let expected = [
        ("two effects", EIGHT),
        ("detached", EIGHT),
        ("tracked", ALL),
        ("one effect", NONE),
        ("undo", NONE),
    ];
    are_counted(&["transfers"], &columns, &expected);
}

#[test]
fn in_python_a_transfer_is_half_done_as_well() {
    if checks::python().is_none() {
        return;
    }
    let columns = [&HALF_DONE[..], &["done", "not begun"]].concat();
    let expected = [
        ("two effects", EIGHT),
        ("two effects, Python", EIGHT_IN_PYTHON),
        ("detached", EIGHT),
        ("detached, Python", EIGHT_IN_PYTHON),
        ("tracked", ALL),
        ("tracked, Python", ALL_IN_PYTHON),
        ("one effect", NONE),
        ("one effect, Python", NONE_IN_PYTHON),
        ("undo", NONE),
        ("undo, Python", NONE_IN_PYTHON),
    ];
    are_counted(&["transfers", "--python"], &columns, &expected);
}

const ERRORS: [&str; 3] = ["finished", "kept", "errors seen"];

#[test]
fn with_more_than_thirty_futures_the_error_is_hidden() {
    let expected: [(&str, &[_]); 4] = [
        ("try join all (30)", &[Some(28), Some(0), Some(1)]),
        ("try join all (31)", &[Some(29), Some(0), Some(0)]),
        ("join set (30)", &[Some(28), Some(28), Some(1)]),
        ("join set (31)", &[Some(29), Some(29), Some(1)]),
    ];
    are_counted(&["errors"], &ERRORS, &expected);
}

#[test]
fn in_python_no_error_is_hidden() {
    if checks::python().is_none() {
        return;
    }
    let expected: [(&str, &[_]); 8] = [
        ("try join all (30)", &[Some(28), Some(0), Some(1)]),
        ("try join all (30), Python", &[Some(28), Some(0), Some(1)]),
        ("try join all (31)", &[Some(29), Some(0), Some(0)]),
        ("try join all (31), Python", &[Some(29), Some(0), Some(1)]),
        ("join set (30)", &[Some(28), Some(28), Some(1)]),
        ("join set (30), Python", &[Some(28), Some(28), Some(1)]),
        ("join set (31)", &[Some(29), Some(29), Some(1)]),
        ("join set (31), Python", &[Some(29), Some(29), Some(1)]),
    ];
    are_counted(&["errors", "--python"], &ERRORS, &expected);
}

#[cfg(unix)]
const SHUTDOWN: [&str; 3] = ["answered", "cut off", "exit status"];

/// Outcomes of 20 requests, and the status of the server.
#[cfg(unix)]
const ENDS: [(&str, &[Option<u64>]); 6] = [
    ("no handler", &[Some(0), Some(20), Some(143)]),
    ("returns", &[Some(0), Some(20), Some(0)]),
    ("waits", &[Some(16), Some(4), Some(137)]),
    ("cancellation token", &[Some(18), Some(2), Some(137)]),
    ("deadline", &[Some(18), Some(2), Some(1)]),
    ("impatient", &[Some(0), Some(20), Some(0)]),
];

#[cfg(unix)]
#[test]
fn a_server_cuts_off_what_it_does_not_wait_for() {
    are_counted(&["shutdown", "--requests", "20"], &SHUTDOWN, &ENDS);
}

#[cfg(unix)]
#[test]
fn in_python_a_server_cuts_off_the_same() {
    if checks::python().is_none() {
        return;
    }
    let sizes = ["shutdown", "--requests", "20", "--python"];
    let in_python = ENDS.map(|(label, counts)| {
        let label: &str = format!("{label}, Python").leak();
        (label, counts)
    });
    are_counted(&sizes, &SHUTDOWN, &[ENDS, in_python].concat());
}

#[cfg(unix)]
#[test]
fn without_requests_that_hang_nothing_is_cut_off() {
    // The first of ten requests is for the silent database, so this one is
    // alone.
    let sizes = ["shutdown", "--requests", "1", "--only", "deadline"];
    let expected: [(&str, &[_]); 1] =
        [("deadline", &[Some(0), Some(1), Some(1)])];
    are_counted(&sizes, &SHUTDOWN, &expected);
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_leaves_no_server() {
    processes::hear_signals();
    let mut child = PROGRAM
        .command(&["shutdown", "--only", "waits", "--runs", "100"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut started = Vec::new();
    checks::until("the server", || {
        let versions = children(child.id());
        started = versions.iter().copied().flat_map(children).collect();
        let is_there = !started.is_empty();
        started.extend(versions);
        is_there
    });
    processes::kill("INT", child.id());
    let status = child.wait().expect("it was started");
    assert_eq!(status.code(), Some(130));
    processes::wait_until_gone(&started);
}

#[cfg(unix)]
#[test]
fn a_server_ends_when_its_parent_is_gone() {
    let mut child = PROGRAM
        .command(&[])
        .env("CANCELLATION_SERVER", "waits")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    drop(child.stdin.take());
    let mut status = None;
    checks::until("its end", || {
        status = child.try_wait().expect("it was started");
        status.is_some()
    });
    assert_eq!(status.and_then(|it| it.code()), Some(1));
}

#[test]
fn each_part_is_a_table() {
    let stdout = PROGRAM.printed(&SMALL);
    checks::no_line_is_wider(&stdout, 100);
    let titles = [
        "50 records of 8 bytes, sent 20 bytes at a time, with a tick after \
         each piece\n",
        "24 transfers, stopped at each of their three awaits and cancelled: \
         half done\n",
        "Requests at once: the first one hangs, the last one fails\n",
        "SIGTERM with 20 requests in flight; SIGKILL after 3 s\n",
    ];
    let mut rest = &stdout[..];
    for title in titles {
        if title.starts_with("SIGTERM") && !cfg!(unix) {
            continue;
        }
        let at = rest.find(title).expect(title);
        rest = &rest[at + title.len()..];
        assert!(rest.starts_with("\nversion  "), "{rest}");
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    PROGRAM.takes_numbers("--records", 100_000);
    PROGRAM.takes_numbers("--requests", 400);
    PROGRAM.refuses(&["everything"], "'[PARTS]...'");
    PROGRAM.refuses(&["--only", "magic"], "'--only <VERSION>'");
    let run = PROGRAM.run(&["bytes", "--only", "deadline"]);
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    if !cfg!(unix) {
        let run = PROGRAM.run(&["shutdown"]);
        assert_eq!(run.status.code(), Some(1), "{run:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn unwritable_output_is_explained() {
    PROGRAM.explains_unwritable_output(&["errors"]);
}
