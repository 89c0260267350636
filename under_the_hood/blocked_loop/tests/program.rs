//! The output of the program and of its Python version, and their exit status.

use std::process::Command;
use std::sync::OnceLock;

use checks::{Program, numbers};

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_blocked_loop"));

/// One run with little work, for all tests.
fn seen() -> &'static str {
    static SEEN: OnceLock<String> = OnceLock::new();
    SEEN.get_or_init(|| PROGRAM.printed(&["--work", "0.05"]))
}

const ROWS: &[&str] = &[
    "in the task",
    "yield_now between chunks",
    "spawn_blocking",
    "rayon and a channel",
    "its own thread",
    "two runtimes",
    "thread::sleep",
    "a GET with ureq",
    "two tasks (cooperative)",
    "threads (preemptive)",
];

#[test]
fn there_is_one_row_per_version_and_the_columns_line_up() {
    let rows = seen().lines().filter(|line| line.ends_with(" s"));
    let rows: Vec<&str> = rows.collect();
    assert_eq!(rows.len(), ROWS.len(), "{}", seen());
    for (row, label) in rows.iter().zip(ROWS) {
        assert!(row.starts_with(label), "{row}");
        assert_eq!(row.matches(" ms").count(), 3, "{row}");
    }
    let headings = seen().lines().filter(|line| line.contains("missed"));
    let mut table: Vec<&str> = headings.collect();
    assert_eq!(table.len(), 3, "{}", seen());
    table.extend(rows);
    let width = table[0].chars().count();
    assert!(width <= 100, "{width}");
    let lines_up = table.iter().all(|line| line.chars().count() == width);
    assert!(lines_up, "{table:#?}");
    // Ratios are to the first row.
    assert!(table[3].contains(" 1.00x "), "{}", table[3]);
}

#[test]
fn gaps_are_in_order() {
    for row in seen().lines().filter(|line| line.ends_with(" s")) {
        let words: Vec<&str> = row.split_whitespace().collect();
        let gaps = words.iter().zip(&words[1..]);
        let gaps: Vec<f64> = gaps
            .filter(|(_, unit)| **unit == "ms")
            .filter_map(|(number, _)| number.parse().ok())
            .collect();
        assert_eq!(gaps.len(), 3, "{row}");
        assert!(gaps.is_sorted(), "{row}");
    }
}

#[test]
fn in_python_the_gap_is_longest_if_the_work_runs_in_the_task() {
    const BLOCKED: [&str; 2] = ["in the task", "time.sleep in the task"];
    const FREE: [&str; 3] =
        ["sleep(0) between chunks", "to_thread", "process pool"];

    let Some(python) = checks::python() else {
        return;
    };
    let mut program = Command::new(python);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/blocked_loop.py");
    program.args(["-B", script, "--work", "0.3"]);
    let text = checks::run(program).printed();
    let row = |label: &str| -> [f64; 6] {
        let row = text.lines().find_map(|line| line.strip_prefix(label));
        let row = numbers(row.expect(label));
        row.try_into().expect("six columns")
    };
    let longest = |label: &str| row(label)[4];
    // Nothing ticks before the work is done.
    for label in BLOCKED {
        assert_eq!(row(label)[0], 1.0, "{label}: {text}");
    }
    for label in FREE {
        assert!(row(label)[0] > 1.0, "{label}: {text}");
        assert!(longest(label) < longest(BLOCKED[0]), "{label}: {text}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn with_one_core_it_says_what_changes() {
    let run = PROGRAM.run_on_one_core(&["--work", "0.05"]);
    let seen = run.printed();
    assert!(seen.contains("With one core"), "{seen}");
    assert!(
        !self::seen().contains("With one core") || command_line::cores() == 1
    );
}

#[test]
fn usage() {
    let mistakes = [
        &["nonsense"][..],
        &["--work"],
        &["--work", "0"],
        &["--work", "-1"],
        &["--work", "0.01"],
        &["--work", "11"],
        &["--work", "1e300"],
        &["--work", "NaN"],
        &["--work", "one"],
        &["--sleep", "1"],
    ];
    PROGRAM.has_usage("Usage: blocked_loop ", &mistakes);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_one_sentence() {
    PROGRAM.explains_unwritable_output(&["--work", "0.05"]);
}
