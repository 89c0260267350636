//! The program's output, picture and command line.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use checks::{Program, numbers, run};

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_gil"));

/// Sizes that take no time.
const SMALL: [&str; 8] = [
    "--chunks",
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
    assert_eq!(lines[1], "The lock is requested after 1 ms.");

    let labels = [
        "one thread",
        "two threads",
        "two threads, GIL",
        "two threads, GIL held",
    ];
    let tables = [
        (3, "Computing: 2 jobs of 100 chunks each", &labels[..3]),
        (10, "Waiting: 2 jobs of 3 responses, 2 ms each", &labels[..]),
    ];
    for (first, title, labels) in tables {
        assert_eq!(lines[first], title, "{text}");
        let rows = &lines[first + 2..][..labels.len()];
        let all: Vec<_> = rows.iter().map(|row| numbers(row)).collect();
        for ((row, label), figures) in rows.iter().zip(labels).zip(&all) {
            let [wall, _, ratio, handoffs] = figures[..] else {
                panic!("{row}");
            };
            assert_eq!(row[..22].trim_end(), *label, "{text}");
            assert_eq!(row.len(), lines[first + 1].len(), "{text}");
            let least = (wall - 0.05) / (all[0][0] + 0.05) - 0.005;
            let most = (wall + 0.05) / (all[0][0] - 0.05) + 0.005;
            assert!((least..=most).contains(&ratio), "{row}: {text}");
            // If there is a lock, both threads have had it.
            assert_eq!(handoffs >= 1.0, label.contains("GIL"), "{row}");
        }
        assert_eq!(all[0][2], 1.0, "{text}");
        let end = lines[first + 2 + labels.len()];
        assert_eq!(end, "Median of 2 runs.", "{text}");
    }
}

#[test]
fn a_spread_is_printed_from_four_runs_on() {
    for (runs, has_spread) in [("1", false), ("3", false), ("4", true)] {
        let sizes = ["--chunks", "10", "--wait", "1", "--runs", runs];
        let text = PROGRAM.printed(&sizes);
        let lines = text.lines().filter(|line| line.starts_with("Median of "));
        let lines: Vec<&str> = lines.collect();
        assert_eq!(lines.len(), 2, "{text}");
        for line in lines {
            let median = format!("Median of {runs} runs.");
            let spread = line.strip_prefix(&median).expect(line);
            let is_whole = spread.starts_with(" Widest spread (Q3/Q1): ")
                && spread.contains("x, ")
                && spread.ends_with('.');
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
    // A bar that is shorter than a column may be covered by its neighbour, and
    // on a busy machine all of them may be.
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
fn a_picture_that_cannot_be_written_is_one_sentence() {
    let mut program = PROGRAM.command(&SMALL);
    program.env("TIMELINE_SVG", "/nowhere/gil.svg");
    let run = run(program);
    assert_eq!(run.status.code(), Some(1));
    let said = run.stderr;
    let begin = "Error: cannot write /nowhere/gil.svg";
    assert!(said.starts_with(begin), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn with_one_core_it_says_why_the_rows_are_alike() {
    let text = PROGRAM.run_on_one_core(&SMALL).printed();
    assert!(
        text.starts_with("Cores to use: 1 (with one core, "),
        "{text}"
    );
}

#[test]
fn sizes_that_make_no_sense_are_refused() {
    let mistakes = ["0", "-3", "99999999999999999999", "1e3", "ten", "2.5", ""];
    for option in ["--chunks", "--responses", "--wait", "--interval", "--runs"]
    {
        for mistake in mistakes {
            refused(&[option, mistake], option);
        }
    }
    refused(&["--core", "2"], "--core");
    refused(&["nonsense"], "nonsense");
}

/// Checks that the arguments are a mistake whose sentence names `word`.
fn refused(arguments: &[&str], word: &str) {
    let said = PROGRAM.mistake(arguments);
    let sentence = said.lines().next().unwrap_or_default();
    assert!(sentence.contains(word), "{said}");
}

#[test]
fn help_names_every_size() {
    let text = PROGRAM.printed(&["--help"]);
    for option in ["--chunks", "--responses", "--wait", "--interval", "--runs"]
    {
        assert!(text.contains(option), "{text}");
    }
    checks::no_line_is_wider(&text, 80);
}

#[test]
fn two_python_threads_compute_on_one_core_in_turns() {
    let Some(python) = checks::python() else {
        return;
    };
    let mut program = Command::new(python);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/gil.py");
    program.args(["-B", script, "--runs", "1", "--interval", "1"]);
    let text = run(program).printed();
    assert!(text.contains("\nMedian of 1 runs.\n"), "{text}");
    for title in ["Computing: ", "Waiting: ", "Hashing in C: "] {
        let mut lines = text.lines().skip_while(|it| !it.starts_with(title));
        let mut row = |label| {
            let row = lines.find(|line| line.starts_with(label));
            numbers(row.expect(label))
        };
        let [one, two] = ["one thread ", "two threads "].map(&mut row);
        assert_eq!(one[3], 0.0, "{title}{text}");
        let [wall, cpu, _, handoffs] = two[..] else {
            panic!("{title}{text}");
        };
        // A free-threaded interpreter is not in its way.
        if title == "Computing: " && text.contains(", with the GIL.\n") {
            assert!(cpu <= wall * 1.1, "two cores were busy: {text}");
        }
        // Both threads have had their turn.
        assert!(handoffs >= 1.0, "{title}{text}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_one_sentence() {
    PROGRAM.explains_unwritable_output(&SMALL);
}
