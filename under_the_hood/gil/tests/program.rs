//! What the program prints, draws and refuses.

use std::fs;
use std::path::PathBuf;

use checks::{Program, numbers, run};

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_gil"));

/// Sizes that take no time.
const SMALL: [&str; 8] = [
    "--pieces",
    "100",
    "--wait",
    "2",
    "--interval",
    "1",
    "--runs",
    "2",
];

#[test]
fn both_tables_have_their_rows_and_the_ratios_are_those_of_the_times() {
    let text = PROGRAM.printed(&SMALL);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("Cores to use: "), "{text}");
    assert_eq!(lines[1], "The lock is asked for after 1 ms.");

    let ways = [
        "one thread",
        "two threads",
        "two threads, GIL",
        "two threads, GIL kept",
    ];
    let tables = [
        (3, "Computing: 2 jobs of 100 pieces each", &ways[..3]),
        (10, "Waiting: 2 jobs of 3 answers, 2 ms each", &ways[..]),
    ];
    for (first, title, ways) in tables {
        assert_eq!(lines[first], title, "{text}");
        let rows = &lines[first + 2..][..ways.len()];
        let all: Vec<_> = rows.iter().map(|row| numbers(row)).collect();
        for ((row, way), figures) in rows.iter().zip(ways).zip(&all) {
            let [wall, _, ratio, hand_overs] = figures[..] else {
                panic!("{row}");
            };
            assert_eq!(row[..22].trim_end(), *way, "{text}");
            assert_eq!(row.len(), lines[first + 1].len(), "{text}");
            let least = (wall - 0.05) / (all[0][0] + 0.05) - 0.005;
            let most = (wall + 0.05) / (all[0][0] - 0.05) + 0.005;
            assert!((least..=most).contains(&ratio), "{row}: {text}");
            // Both threads have had the lock, where there is one.
            assert_eq!(hand_overs >= 1.0, way.contains("GIL"), "{row}");
        }
        assert_eq!(all[0][2], 1.0, "{text}");
        assert_eq!(lines[first + 2 + ways.len()], "Median of 2.", "{text}");
    }
}

#[test]
fn a_spread_is_told_from_four_runs_on() {
    for (runs, has_spread) in [("1", false), ("3", false), ("4", true)] {
        let sizes = ["--pieces", "10", "--wait", "1", "--runs", runs];
        let text = PROGRAM.printed(&sizes);
        let lines = text.lines().filter(|line| line.starts_with("Median of "));
        let lines: Vec<&str> = lines.collect();
        assert_eq!(lines.len(), 2, "{text}");
        for line in lines {
            let (median, spread) = line.split_once(';').unwrap_or((line, ""));
            let median = median.trim_end_matches('.');
            assert_eq!(median, format!("Median of {runs}"), "{text}");
            let is_whole = spread.starts_with(" widest spread ")
                && spread.ends_with(").")
                && spread.contains("x (");
            assert_eq!(is_whole, has_spread, "{text}");
            assert_eq!(spread.is_empty(), !has_spread, "{text}");
        }
    }
}

#[test]
fn every_thread_has_a_lane() {
    let text = PROGRAM.printed(&SMALL);
    let (_, lanes) = text.split_once("threads 1 and 2:\n").expect("lanes");
    let labels: Vec<&str> = lanes
        .lines()
        .take(6)
        .map(|lane| lane[..19].trim())
        .collect();
    assert_eq!(
        labels,
        [
            "no GIL, 1",
            "no GIL, 2",
            "GIL, 1",
            "GIL, 2",
            "GIL, waiting, 1",
            "GIL, waiting, 2",
        ]
    );
    // What is shorter than a column may be covered by what comes next to it,
    // and on a busy machine all may be.
    for lane in lanes.lines().take(6) {
        let bar = lane.chars().filter(|it| "█─│├┤".contains(*it));
        assert!(bar.count() > 0, "{text}");
        assert!(lane.ends_with(" ms"), "{text}");
    }
    checks::no_line_is_wider(&text, 100);
}

#[test]
fn the_picture_has_a_lane_for_every_thread() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("gil.svg");
    let mut program = PROGRAM.command(&SMALL);
    program.env("TIMELINE_SVG", &file);
    run(program).printed();
    let picture = fs::read_to_string(&file).expect("it was drawn");
    let picture = roxmltree::Document::parse(&picture).expect("it is XML");
    let texts: Vec<&str> = picture
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .collect();
    for label in ["no GIL, 1", "GIL, 2", "GIL, waiting, 2", "computing"] {
        assert!(texts.contains(&label), "{label}: {texts:?}");
    }
}

#[test]
fn a_picture_that_cannot_be_written_is_told() {
    let mut program = PROGRAM.command(&SMALL);
    program.env("TIMELINE_SVG", "/nowhere/gil.svg");
    let run = run(program);
    assert_eq!(run.status.code(), Some(1));
    let told = run.stderr;
    let begin = "Error: cannot write /nowhere/gil.svg";
    assert!(told.starts_with(begin), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn on_one_core_it_says_what_is_not_to_be_seen() {
    let text = PROGRAM.run_on_one_core(&SMALL).printed();
    assert!(text.starts_with("Cores to use: 1 (on one core, "), "{text}");
}

#[test]
fn sizes_that_make_no_sense_are_refused() {
    let mistakes = ["0", "-3", "99999999999999999999", "1e3", "ten", "2.5", ""];
    for option in ["--pieces", "--answers", "--wait", "--interval", "--runs"] {
        for mistake in mistakes {
            refused(&[option, mistake], option);
        }
    }
    refused(&["--core", "2"], "--core");
    refused(&["nonsense"], "nonsense");
}

/// Looks that the arguments are a mistake whose sentence names the word.
fn refused(arguments: &[&str], word: &str) {
    let told = PROGRAM.mistake(arguments);
    let sentence = told.lines().next().unwrap_or_default();
    assert!(sentence.contains(word), "{told}");
}

#[test]
fn help_names_every_size() {
    let text = PROGRAM.printed(&["--help"]);
    for option in ["--pieces", "--answers", "--wait", "--interval", "--runs"] {
        assert!(text.contains(option), "{text}");
    }
    checks::no_line_is_wider(&text, 80);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told() {
    PROGRAM.explains_unwritable_output(&SMALL);
}
