//! What the program answers to its arguments.

use std::process::{Command, Output};

const USAGE: &str = "Usage: fork_vs_spawn [inherit|memory|speed|traps]";

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fork_vs_spawn"))
        .args(arguments)
        .output()
        .expect("the program starts")
}

#[test]
fn help_prints_the_usage_and_succeeds() {
    for help in ["--help", "-h"] {
        let output = run(&[help]);
        assert_eq!(output.status.code(), Some(0));
        let text = String::from_utf8_lossy(&output.stdout);
        assert_eq!(text.lines().next(), Some(USAGE));
        assert!(output.stderr.is_empty());
    }
}

#[test]
fn an_unknown_argument_is_a_usage_mistake() {
    let mistakes = [
        &["fork"][..],
        &["--memory"],
        &[""],
        &["memory", "speed"],
        &["--spawned-report"],
        &["--spawned-idle", "2"],
    ];
    for arguments in mistakes {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        let text = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert!(lines[0].starts_with("Error: "), "{text}");
        assert!(lines[0].contains(&arguments.join(" ")), "{text}");
        assert_eq!(lines[2], USAGE);
    }
}

#[test]
fn a_spawned_process_that_is_handed_no_number_says_so() {
    let output = run(&["--spawned-report", "seven"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.contains("number of visits"), "{text}");
}

#[test]
fn a_spawned_process_without_work_prints_nothing() {
    let output = run(&["--spawned-idle"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told() {
    let full = std::fs::File::create("/dev/full").expect("a full disk");
    let output = Command::new(env!("CARGO_BIN_EXE_fork_vs_spawn"))
        .arg("--help")
        .stdout(full)
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.contains("No space left on device"), "{text}");
}
