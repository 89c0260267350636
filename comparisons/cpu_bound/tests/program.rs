//! Tests of what the program prints and refuses.

use checks::{Program, notes, rows};
use serde_json::{Value, json};

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_cpu_bound"));

/// Sizes that take no time.
const SMALL: [&str; 8] = [
    "--numbers",
    "1000",
    "--limits",
    "20",
    "--samples",
    "1000",
    "--workers",
    "2",
];

#[test]
fn each_table_has_a_row_for_each_version() {
    // Nothing on stderr: progress is for terminals.
    let stdout = PROGRAM.printed(&[&SMALL[..], &["--runs", "1"]].concat());
    let lines: Vec<&str> = stdout.lines().collect();
    checks::no_line_is_wider(&stdout, 110);
    let common = [
        "version",
        "sequential",
        "threads (2)",
        "rayon (2)",
        "tasks",
        "processes (2)",
    ];
    let squares: &[&str] = match cfg!(target_os = "linux") {
        true => &["one buffer", "huge pages", "sums (1)", "sums (2)"],
        false => &["one buffer", "sums (1)", "sums (2)"],
    };
    let tables = [
        ("squares: 1 to 1,000, 2 workers", squares),
        (
            "primes: up to 1,000 … 1,019, 2 workers",
            &["message each (2)"],
        ),
        ("pi: 4 times 1,000 points, 2 workers", &[]),
    ];
    let mut rest = &lines[..];
    for (title, versions) in tables {
        let begin = rest.iter().position(|line| line.starts_with(title));
        rest = &rest[begin.expect(title)..];
        assert!(rest[0].contains(" (--as-published: "), "{}", rest[0]);
        assert_eq!(rest[1], "");
        let versions = [&common, versions].concat();
        for (line, version) in rest[2..].iter().zip(&versions) {
            assert_eq!(line[..20].trim_end(), *version, "{title}");
            assert_eq!(line.chars().count(), rest[2].chars().count());
        }
        let end = 2 + versions.len();
        assert_eq!(rest[end..end + 2], ["", "Each row is one run."]);
    }
}

#[test]
fn what_is_asked_is_answered_below_the_tables() {
    let mut sizes = SMALL;
    // Enough squares to show where their time goes.
    sizes[1] = "1000000";
    let json = PROGRAM.json(&[&sizes[..], &["--runs", "1"]].concat());
    let lines: Vec<String> = json["tables"]
        .as_array()
        .expect("tables")
        .iter()
        .map(|table| table["notes"].to_string())
        .collect();
    let mut answers = vec![
        (0, "Speedup with 2 threads: storing "),
        (1, "all counts agree with trial division"),
        (1, "20 messages of one number, against 7 chunks"),
        (2, "Estimate of pi: 3."),
        (2, "Threads: "),
    ];
    // Elsewhere, CPU time and page faults are not known, and there is no `cat`.
    if cfg!(unix) {
        answers.extend([
            (0, "storing again in the same memory"),
            (0, "% of the time in new memory goes to page faults: "),
            (1, "Per message: CPU "),
            (1, "Round trip of a few bytes through a bare pipe: "),
        ]);
    }
    for (table, answer) in answers {
        assert!(lines[table].contains(answer), "{answer}: {}", lines[table]);
    }
    let known = |table: usize, names: &[&str]| {
        let figures = &json["tables"][table]["figures"];
        for name in names {
            assert!(figures[name].is_f64(), "{name}: {figures}");
        }
    };
    known(0, &["size", "storing_again", "share_of_page_faults"]);
    if cfg!(unix) {
        known(1, &["jobs", "pipe", "work_alone_cpu"]);
    }
    known(2, &["workers", "pi", "chance"]);
    let only = [&SMALL[..], &["primes", "--only", "processes"]].concat();
    let json = PROGRAM.json(&only);
    assert_eq!(notes(&json).len(), 1, "nothing to compare with");
}

#[test]
fn nothing_is_said_of_what_too_few_squares_wait_for() {
    let sizes = ["squares", "--numbers", "999999", "--runs", "1"];
    let json = PROGRAM.json(&sizes);
    let note = "Too few numbers to show where the time goes: starting threads \
                costs more than they save.";
    assert_eq!(notes(&json), [note]);
}

#[test]
fn one_worker_has_no_second_core_to_compare() {
    let sizes = ["squares", "--numbers", "1000000", "--runs", "1"];
    let json = PROGRAM.json(&[&sizes[..], &["--workers", "1"]].concat());
    let labels: Vec<Value> =
        rows(&json).iter().map(|row| row["label"].clone()).collect();
    assert_eq!(labels.last(), Some(&json!("sums (1)")));
    assert_eq!(labels.len(), if cfg!(target_os = "linux") { 8 } else { 7 });
    let compared = notes(&json)
        .iter()
        .any(|note| note.starts_with("Speedup with 1"));
    assert!(!compared, "{json}");
}

#[test]
fn speed_ups_of_pi_are_those_against_the_sequential_version() {
    let sizes = ["pi", "--samples", "1000", "--workers", "2", "--runs", "1"];
    let versions = ["--only", "threads", "--only", "tasks"];
    let says_it = |arguments: &[&str]| {
        let json = PROGRAM.json(&[&sizes[..], arguments].concat());
        let notes = notes(&json).join("\n");
        notes.contains("Threads: ")
    };
    assert!(!says_it(&versions));
    assert!(says_it(
        &[&versions[..], &["--only", "sequential"]].concat()
    ));
}

#[test]
fn only_takes_versions_that_the_work_has() {
    let output = PROGRAM.run(&["pi", "--only", "sums"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stderr, "Error: no table here has a row for sums\n");
    let json = PROGRAM.json(&[&SMALL[..], &["--only", "sums"]].concat());
    let tables = json["tables"].as_array().expect("tables");
    assert_eq!(tables.len(), 1);
    let labels: Vec<Value> =
        rows(&json).iter().map(|row| row["label"].clone()).collect();
    assert_eq!(labels, ["sums (1)", "sums (2)"]);
}

/// Returns the plan: the computation, the number of jobs, and the number of
/// processes.
fn planned(arguments: &[&str]) -> Vec<Value> {
    let json = PROGRAM.json(&[arguments, &["--dry-run"]].concat());
    let tables = json["tables"].as_array().expect("tables").iter();
    let works = tables.map(|table| {
        let rows = table["rows"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["version"] == "processes");
        let work = &row.expect("a row")["work"];
        for row in rows {
            assert_eq!(row["work"]["kind"], work["kind"]);
            assert_eq!(row["work"]["jobs"], work["jobs"]);
        }
        json!([work["kind"], work["jobs"], work["workers"]])
    });
    works.collect()
}

#[test]
fn as_published_has_the_published_sizes() {
    let cores = command_line::cores();
    assert_eq!(
        planned(&["--as-published"]),
        [
            json!([{ "Squares": 10_000_000 }, 32, 8]),
            json!(["Primes", 15_000, (cores - 1).max(1)]),
            json!([{ "Pi": 10_000_000 }, 4, 4]),
        ]
    );
    assert_eq!(
        planned(&[]),
        [
            json!([{ "Squares": 10_000_000 }, 4 * cores, cores]),
            json!(["Primes", 10_000, cores]),
            json!([{ "Pi": 20_000_000 }, 4, cores]),
        ]
    );
}

#[test]
fn sizes_that_make_no_sense_are_refused() {
    let options = [
        ("--numbers", 100_000_000),
        ("--limits", 30_000),
        ("--samples", 1_000_000_000),
        ("--workers", 256),
    ];
    for (option, most) in options {
        PROGRAM.takes_numbers(option, most);
        let mistake = ["--as-published", option, "5"];
        PROGRAM.refuses(&mistake, &format!("'{option} <N>'"));
    }
    PROGRAM.refuses(&["everything"], "'[PRESETS]...'");
    PROGRAM.refuses(&["--only", "magic"], "'--only <VERSION>'");
}

#[test]
#[cfg(target_os = "linux")]
fn without_enough_memory_there_is_a_table_all_the_same() {
    // They take 480 MB.
    let sizes = ["squares", "--numbers", "60000000", "--runs", "1"];
    let only = ["--only", "sequential", "--only", "sums"];
    let output =
        PROGRAM.run_after("ulimit -v 400000", &[&sizes[..], &only].concat());
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let stdout = &output.stdout;
    assert!(stdout.contains("\nsequential            ended"), "{stdout}");
    assert!(stdout.contains("killed by SIGABRT\n"), "{stdout}");
    assert!(stdout.contains("\nsums (1)    "), "{stdout}");
    assert!(stdout.contains("Too little memory to store"), "{stdout}");
}

#[test]
#[cfg(unix)]
fn threads_need_no_files_for_messages() {
    let sizes = ["pi", "--samples", "1000", "--workers", "20", "--runs", "1"];
    let only = ["--only", "threads"];
    let output =
        PROGRAM.run_after("ulimit -n 60", &[&sizes[..], &only].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn python_has_the_same_answers() {
    let sizes = [&SMALL[..], &["--runs", "1"]].concat();
    PROGRAM.python_agrees(&sizes, &[7, 5, 4]);
}
