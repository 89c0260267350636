//! Answers and counts of all parts, the traps, and the command line.

use checks::Program;
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_from_python"));

/// Runs a part once. Returns its rows, none of which may have failed: their
/// answers are equal, then.
fn rows(part: &str, size: &str) -> Vec<Value> {
    let json = PROGRAM.json(&[part, "--size", size, "--runs", "1"]);
    let rows = checks::rows(&json);
    for row in &rows {
        assert!(row["failure"].is_null(), "{row}");
    }
    rows
}

#[test]
fn python_gets_the_same_answers_from_rust() {
    if checks::python().is_none() {
        return;
    }
    for (part, size, count) in [
        ("additions", "10000", 3),
        ("primes", "1", 3),
        ("primes", "10007", 3),
        ("calls", "1000", 2),
        ("squares", "10000", 3),
    ] {
        assert_eq!(rows(part, size).len(), count, "{part}");
    }
}

#[test]
fn python_threads_meet_in_rust_only_without_the_gil() {
    if checks::python().is_none() {
        return;
    }
    let inside = rows("gil", "2000000").into_iter().map(|row| {
        let version = row["version"].as_str().expect("a name").to_owned();
        (version, row["columns"]["inside"].as_f64().expect("a count"))
    });
    let expected = [("held", 1.0), ("detached", 2.0), ("rust_threads", 2.0)];
    let expected = expected.map(|(version, count)| (version.to_owned(), count));
    assert_eq!(inside.collect::<Vec<_>>(), expected);
}

#[cfg(target_os = "linux")]
#[test]
fn python_traps_end_by_themselves() {
    if checks::python().is_none() {
        return;
    }
    let run = PROGRAM.run(&["traps"]);
    let expected = "\
1 forgotten detach
released: 9900
kept: still waiting after 5 s, so it was ended

2 fork after a pool
parent: 332833500
child: still waiting after 2 s, so it was ended

3 ctrl c that waits
chunks: KeyboardInterrupt after the call
chunks_with_signals: KeyboardInterrupt during the call

4 panic
PanicException, a BaseException: index out of bounds: the len is 3 but the index is 3
";
    assert_eq!(run.stdout, expected, "{run:?}");
    assert!(run.status.success(), "{run:?}");
    let panics = run.stderr.matches("panicked at ").count();
    assert_eq!(panics, 1, "{run:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn python_programs_end_with_ctrl_c() {
    use std::process::Stdio;

    if checks::python().is_none() {
        return;
    }
    let mut command = PROGRAM.command(&["traps"]);
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut program = command.spawn().expect("it starts");
    let mut children = Vec::new();
    checks::until("the first trap runs", || {
        children = checks::processes::children(program.id());
        !children.is_empty()
    });
    checks::processes::kill("INT", program.id());
    let ended = program.wait().expect("it ends");
    assert_eq!(ended.code(), Some(130));
    checks::processes::wait_until_gone(&children);
}

#[test]
fn without_python_it_says_what_is_missing() {
    for arguments in [&["traps"][..], &["calls"]] {
        let mut command = PROGRAM.command(arguments);
        let run = {
            command.env("PYTHON", "/nowhere/python");
            checks::run(command)
        };
        assert_eq!(run.status.code(), Some(1), "{run:?}");
        let sentence = "install Python 3.11 or later, or name one: PYTHON=…\n";
        assert!(run.stderr.ends_with(sentence), "{run:?}");
    }
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    PROGRAM.takes_numbers("--size", 1_000_000_000);
    PROGRAM.refuses(&["--only", "magic"], "'--only <VERSION>'");
    PROGRAM.refuses(
        &["everything"],
        "invalid value 'everything' for '[PARTS]...'",
    );
    assert!(PROGRAM.printed(&["--help"]).contains("from_python traps"));
}
