//! What the program prints, and how it ends.

use std::sync::OnceLock;

use checks::Program;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_blocked_loop"));

/// One run with little work, for all tests.
fn seen() -> &'static str {
    static SEEN: OnceLock<String> = OnceLock::new();
    SEEN.get_or_init(|| PROGRAM.printed(&["--work", "0.05"]))
}

const ROWS: &[&str] = &[
    "in the task",
    "yield_now between pieces",
    "spawn_blocking",
    "rayon and a channel",
    "a thread of its own",
    "two runtimes",
    "thread::sleep",
    "a GET with ureq",
    "two tasks, cooperative",
    "threads, pre-emptive",
];

#[test]
fn there_is_a_row_for_each_way_and_the_columns_line_up() {
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
    // The first way is what the others are compared with.
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

#[cfg(target_os = "linux")]
#[test]
fn on_one_core_it_says_what_changes() {
    let run = PROGRAM.run_on_one_core(&["--work", "0.05"]);
    let seen = run.printed();
    assert!(seen.contains("On one core"), "{seen}");
    assert!(
        !self::seen().contains("On one core") || command_line::cores() == 1
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
fn output_that_cannot_be_written_is_told() {
    PROGRAM.explains_unwritable_output(&["--work", "0.05"]);
}
