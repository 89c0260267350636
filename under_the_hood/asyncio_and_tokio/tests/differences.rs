//! Each difference, in both languages: what happens, in which order.

use std::process::Command;

use checks::{Program, Run};

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_asyncio_and_tokio"));

/// Runs the Python file of this name, if there is a Python.
fn in_python(name: &str) -> Option<Run> {
    let mut command = Command::new(checks::python()?);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/python");
    command.arg(format!("{folder}/{name}.py"));
    let run = checks::run(command);
    assert!(run.status.success(), "{run:?}");
    Some(run)
}

/// Runs a difference in Rust and returns the lines on stdout.
fn in_rust(name: &str) -> Vec<String> {
    let run = PROGRAM.run(&[name]);
    assert!(run.status.success(), "{run:?}");
    run.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn a_future_that_nothing_awaits_never_runs() {
    assert_eq!(in_rust("never_awaited"), ["Hello, Grace!"]);
    let Some(run) = in_python("never_awaited") else {
        return;
    };
    assert_eq!(run.stdout, "Hello, Grace!\n");
    assert!(run.stderr.contains("'greet' was never awaited"), "{run:?}");
}

#[test]
fn what_still_waits_is_dropped_or_cancelled() {
    let seen = ["work: started", "main: done", "work: dropped"];
    assert_eq!(in_rust("left_running"), seen);
    if let Some(run) = in_python("left_running") {
        let seen = "work: started\nmain: done, the task is pending\n\
                    work: cleaned up, with an await\n";
        assert_eq!(run.stdout, seen);
    }
}

#[test]
fn one_failure_ends_the_others_in_rust_alone() {
    let ended = ["3 ends", "4 ends", "5 ends", "main: job 3 failed"];
    let lines = in_rust("one_fails");
    assert_eq!(lines[4..8], ended, "{lines:?}");
    assert!(!lines.iter().any(|line| line == "4 is done"), "{lines:?}");
    let Some(run) = in_python("one_fails") else {
        return;
    };
    let (before, after) = run
        .stdout
        .split_once("main: job 3 failed\n")
        .expect("gather raises");
    assert!(!before.contains("4 ends"), "{run:?}");
    for job in ["4 is done", "5 is done"] {
        assert!(after.contains(job), "{run:?}");
    }
}

#[test]
fn only_a_coroutine_can_refuse_to_be_cancelled() {
    let seen = ["work: dropped", "main: cancelled? true"];
    assert_eq!(in_rust("cancelled"), seen);
    if let Some(run) = in_python("cancelled") {
        let seen = "work: not now\nwork: done\nmain: cancelled? False\n";
        assert_eq!(run.stdout, seen);
    }
}

#[test]
#[cfg(unix)]
fn ctrl_c_unwinds_python_and_ends_rust_on_the_spot() {
    let seen = [
        "without_a_handler:",
        "work: started",
        "=> signal: 2 (SIGINT)",
        "with_a_handler:",
        "work: started",
        "work: dropped",
        "main: Ctrl-C",
        "=> exit status: 0",
    ];
    assert_eq!(in_rust("interrupted"), seen);
    if let Some(run) = in_python("interrupted") {
        let seen = "work: started\nwork: cleaned up\nmain: KeyboardInterrupt\n";
        assert_eq!(run.stdout, seen);
    }
}

#[test]
fn an_error_that_nothing_awaits_is_silent_in_rust_alone() {
    let run = PROGRAM.run(&["detached"]);
    assert_eq!(run.stdout, "main: done\n", "{run:?}");
    assert!(run.stderr.contains("a mistake in the program"), "{run:?}");
    assert!(!run.stderr.contains("no such host"), "{run:?}");
    if let Some(run) = in_python("detached") {
        assert_eq!(run.stdout, "main: goes on\nmain: done\n", "{run:?}");
        let said = "Task exception was never retrieved";
        assert!(run.stderr.contains(said), "{run:?}");
        assert!(run.stderr.contains("no such host"), "{run:?}");
    }
}

#[test]
fn without_an_argument_all_of_them_run() {
    let run = PROGRAM.run(&[]);
    assert!(run.status.success(), "{run:?}");
    for part in ["never_awaited:\n", "one_fails:\n", "detached:\n"] {
        assert!(run.stdout.contains(part), "{run:?}");
    }
}

#[test]
fn the_command_line_is_explained() {
    let usage = PROGRAM.printed(&["--help"]);
    assert!(usage.starts_with("Usage: asyncio_and_tokio"), "{usage}");
    checks::no_line_is_wider(&usage, 80);
    let said = PROGRAM.mistake(&["polled"]);
    assert!(said.contains("unknown difference"), "{said}");
    PROGRAM.mistake(&["cancelled", "detached"]);
}
