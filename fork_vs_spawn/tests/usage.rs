//! What the program answers to its arguments.

use checks::Program;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_fork_vs_spawn"));

const USAGE: &str = "Usage: fork_vs_spawn [inherit|memory|speed|traps]";

#[test]
fn help_prints_the_usage_and_succeeds() {
    PROGRAM.has_usage(&format!("{USAGE}\n"), &[]);
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
        let text = PROGRAM.mistake(arguments);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert!(lines[0].contains(&arguments.join(" ")), "{text}");
        assert_eq!(lines[2], USAGE);
    }
}

#[test]
fn what_was_typed_is_shown_without_control_characters() {
    let text = PROGRAM.mistake(&["\u{1b}[31m"]);
    assert!(text.contains(r"part `\u{1b}[31m`"), "{text}");
}

#[test]
fn a_spawned_process_that_is_handed_no_number_says_so() {
    let run = PROGRAM.run(&["--spawned-report", "seven"]);
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
    assert!(run.stderr.contains("number of visits"), "{run:?}");
}

#[test]
fn a_spawned_process_without_work_prints_nothing() {
    assert_eq!(PROGRAM.printed(&["--spawned-idle"]), "");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told() {
    PROGRAM.explains_unwritable_output(&["--help"]);
}
