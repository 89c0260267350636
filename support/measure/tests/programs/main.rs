//! Tests of the output of a comparison, and of its processes. This program is
//! also the fixture, if its environment has `A_COMPARISON`.

mod fixture;

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};

use checks::Run;
use checks::processes::{children, hear_signals, kill, wait_until_gone};
use libtest_mimic::{Arguments, Trial};
use serde_json::Value;

/// Environment variable that turns this program into the fixture.
const FIXTURE: &str = "A_COMPARISON";

/// Number of runs of a version that takes no time.
const RUNS_OF_A_SHORT_VERSION: usize = 50;

fn main() -> ExitCode {
    if env::var_os(FIXTURE).is_some() {
        return fixture::main();
    }
    hear_signals();
    let trials: Vec<(&str, fn())> = vec![
        (
            "a table has a line for each version, none of them too wide",
            table,
        ),
        ("the JSON has the documented keys, and no others", keys),
        (
            "FIGURES_JSON names a file for the data of the same run",
            data_of_the_same_run,
        ),
        ("notes are made once, for text and data", notes_once),
        ("--only runs what it names", only),
        ("--dry-run runs nothing, and arguments reach the plan", plan),
        ("a failed row says why, and the others still run", failures),
        ("a row says which resource the OS has run out of", lacked),
        (
            "a wrong answer fails, with or without an expectation",
            wrong,
        ),
        (
            "a version that hangs is ended, with all processes it has started",
            hangs,
        ),
        ("the row reports a lost worker", lost_worker),
        ("a worker that is left behind is ended", left_worker),
        ("the output of a version goes to stderr", printing),
        (
            "the threads, processes and CPU time of workers are counted",
            workers,
        ),
        ("a run too short to sample has no such figures", too_short),
        ("memory is that of the version, not of its parent", memory),
        (
            "the server counts requests, and their peak in flight",
            server,
        ),
        ("of several runs, the median one is shown", median),
        (
            "a row that takes over a second runs once, without --runs",
            long_once,
        ),
        (
            "sizes that make no sense are refused with status 2",
            refusals,
        ),
        (
            "--help describes the comparison, its versions and columns",
            help,
        ),
        ("output that cannot be written is explained", full_disk),
        ("Ctrl-C ends everything, with status 130", ctrl_c),
        ("SIGTERM and a closed terminal do the same", terminated),
        ("when the program is killed, everything ends", killed),
        ("a signal that is ignored ends nothing", ignored),
        (
            "signals that a parent ignores or blocks change nothing",
            inherited,
        ),
        ("versions in Python have rows below those in Rust", python),
        ("a failed row in Python says why", python_fails),
        ("without Python, the other rows are there", no_python),
    ];
    let trials = trials.into_iter().map(|(name, check)| {
        Trial::test(name, move || {
            check();
            Ok(())
        })
    });
    checks::end_in_time();
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

/// Returns the fixture with these arguments.
fn fixture_with(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::current_exe().expect("it runs"));
    command
        .args(arguments)
        .env(FIXTURE, "")
        .env_remove("RUST_BACKTRACE")
        .env_remove("FIGURES_JSON");
    command
}

fn run(arguments: &[&str]) -> Run {
    checks::run(fixture_with(arguments))
}

/// Returns the rows of the only table.
fn rows(arguments: &[&str]) -> Vec<Value> {
    let run = run(&[arguments, &["--json"]].concat());
    checks::rows(&serde_json::from_str(&run.stdout).expect("it prints JSON"))
}

/// Returns the row of the only version that runs.
fn row(version: &str) -> Value {
    rows(&["--only", version, "--runs", "1"]).remove(0)
}

fn table() {
    // Stderr is empty, because progress is only shown on a terminal.
    let only = ["--only", "plain", "--only", "threads", "--runs", "1"];
    let stdout = run(&only).printed();
    let lines: Vec<&str> = stdout.lines().collect();
    let [title, "", headings, plain, threads, "", runs, note] = lines[..]
    else {
        panic!("another shape: {lines:#?}");
    };
    assert_eq!(title, "the sum of 1 to 10");
    let columns = headings.split("  ").map(str::trim);
    let columns: Vec<&str> =
        columns.filter(|column| !column.is_empty()).collect();
    assert!(headings.starts_with("version "), "{headings}");
    assert!(columns[1].starts_with("wall"), "{headings}");
    assert!(plain.starts_with("plain ") && threads.starts_with("threads "));
    assert_eq!(plain.chars().count(), headings.chars().count());
    assert_eq!(threads.chars().count(), headings.chars().count());
    assert!(plain.contains(" 1.00x "), "{plain}");
    assert!(plain.ends_with(" 10"), "{plain}");
    // Without the fixture's own column.
    assert!(headings.len() - " last".len() <= 100, "{headings}");
    assert_eq!(runs, "Each row is one run.");
    assert_eq!(note, "2 rows");
}

fn keys() {
    let output = run(&["--only", "plain", "--json"]);
    let json: Value = serde_json::from_str(&output.stdout).expect("JSON");
    let names = |value: &Value| -> Vec<String> {
        let object = value.as_object().expect("an object");
        object.keys().cloned().collect()
    };
    assert_eq!(names(&json), ["comparison", "cores", "tables"]);
    let table = &json["tables"][0];
    let keys = ["figures", "notes", "rows", "runs", "table", "title"];
    assert_eq!(names(table), keys);
    assert_eq!(table["figures"]["last"], 10.0);
    assert_eq!(table["figures"]["unknown"], Value::Null);
    let row = &table["rows"][0];
    let documented = "columns failure in_flight involuntary_switches label language \
        page_faults page_tables peak_memory processes requests server_cpu \
        speedup spread start_up system threads user version voluntary_switches wall walls work";
    let documented: Vec<&str> = documented.split_whitespace().collect();
    assert_eq!(names(row), documented);
    let documentation = include_str!("../../src/lib.rs");
    for key in documented.iter().chain(&keys) {
        assert!(documentation.contains(&format!("`{key}`")), "{key}");
    }
    assert_eq!(row["version"], "plain");
    assert_eq!(row["failure"], Value::Null);
    assert!(row["wall"].is_f64() && row["walls"].as_array().is_some());
    assert_eq!(row["columns"]["last"], 10.0);
    assert_eq!(row["columns"]["wall"], row["wall"]);
    assert_eq!(row["work"]["last"], 10);
}

/// Runs it with a file for its data. Returns its output, and the data.
fn with_data(version: &str) -> (String, Value) {
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join("output.json");
    let mut command = fixture_with(&["--only", version]);
    command.env("FIGURES_JSON", &file);
    let printed = checks::run(command).printed();
    let data = fs::read_to_string(&file).expect("it was written");
    (printed, serde_json::from_str(&data).expect("JSON"))
}

fn data_of_the_same_run() {
    let (printed, json) = with_data("memory");
    let row = &json["tables"][0]["rows"][0];
    let wall = row["wall"].as_f64().expect("seconds");
    assert!(printed.contains(&format!(" {wall:.2} s ")), "{printed}");

    let mut command = fixture_with(&["--only", "plain"]);
    command.env("FIGURES_JSON", "/nowhere/output.json");
    let output = checks::run(command);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let begin = "Error: cannot write /nowhere/output.json: ";
    assert!(output.stderr.starts_with(begin), "{output:?}");
    assert_eq!(output.stdout, "", "it is said before anything is measured");
}

fn notes_once() {
    let (_, json) = with_data("plain");
    assert_eq!(json["tables"][0]["figures"]["times made"], 1.0);
}

fn only() {
    let rows = rows(&["--only", "wrong", "--only", "plain"]);
    let versions: Vec<&Value> =
        rows.iter().map(|row| &row["version"]).collect();
    assert_eq!(versions, ["plain", "wrong"]);
    let output = run(&["--only", "magic"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stderr.contains("magic"));
}

fn plan() {
    // Many of them would fail.
    let rows = rows(&["--dry-run", "--larger"]);
    assert_eq!(rows.len(), fixture::COMPARISON.versions.len());
    assert!(rows.iter().all(|row| row["work"]["last"] == 100));
    let printed = run(&["--dry-run", "--only", "plain"]).printed();
    assert_eq!(
        printed,
        "the sum of 1 to 10\n\n\
         plain                plain {\"last\":10,\"server\":\"\"}\n"
    );
}

fn failures() {
    let versions = ["fails", "panics", "exits", "aborts", "plain"];
    let only: Vec<&str> = versions
        .iter()
        .flat_map(|version| ["--only", *version])
        .collect();
    let output = run(&only);
    assert_eq!(output.status.code(), Some(1));
    let stdout = &output.stdout;
    let line = |version: &str| {
        let begin = |line: &&str| line.starts_with(version);
        stdout.lines().find(begin).expect("a row").to_owned()
    };
    assert!(line("fails").ends_with("  failed: there is no paper left"));
    assert!(line("panics").ends_with("  panicked: the pencil broke"));
    let [exits, aborts] = match cfg!(windows) {
        true => ["exit code: 3", "exit code: 0xc0000409"],
        false => ["exit status: 3", "killed by SIGABRT"],
    };
    for (version, how) in [("exits", exits), ("aborts", aborts)] {
        let end = format!("ended without answer: {how}");
        assert!(line(version).ends_with(&end), "{stdout}");
    }
    assert!(line("plain").contains(" s "), "{stdout}");
    assert!(output.stderr.contains("the pencil broke"));
}

fn lacked() {
    let versions = ["lacks", "lacks_too", "lacks_a_worker"];
    let only: Vec<&str> = versions
        .iter()
        .flat_map(|version| ["--only", *version])
        .collect();
    let output = run(&only);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stderr, "");
    let sentence = "failed: no more threads or processes are available; ";
    assert_eq!(output.stdout.matches(sentence).count(), 3, "{output:?}");

    let mut command = fixture_with(&["--only", "workers", "--only", "plain"]);
    command.env("TMPDIR", "/nowhere");
    let output = checks::run(command);
    if cfg!(unix) {
        let sentence = "failed: cannot use /nowhere for temporary files";
        assert!(output.stdout.contains(sentence), "{output:?}");
        assert!(output.stdout.contains("\nplain "), "{output:?}");
        assert_eq!(output.stderr, "");
        let limited = ["sh", "-c", "ulimit -n 8; exec \"$0\" \"$@\""];
        let plain = fixture_with(&["--only", "plain"]);
        let output = checks::run(checks::started_by(&limited, &plain));
        let sentence = "not started: the test server did not start: too many files are open";
        assert!(output.stdout.contains(sentence), "{output:?}");
        assert_eq!(output.stderr, "");
    }
}

fn wrong() {
    let expected = "wrong answer: 56, not 55";
    assert_eq!(row("wrong")["failure"], expected);
    let rows = rows(&["--unexpected", "--only", "plain", "--only", "wrong"]);
    assert_eq!(rows[0]["failure"], Value::Null);
    assert_eq!(rows[1]["failure"], expected);
    assert_eq!(rows[1]["wall"], Value::Null, "no time of a wrong answer");
}

fn hangs() {
    let output = run(&["--only", "hangs"]);
    assert_eq!(output.status.code(), Some(1));
    let stdout = &output.stdout;
    assert!(
        stdout.contains("ended after 0.7 s, still at work"),
        "{stdout}"
    );
    wait_until_gone(&[process_in(&output.stderr)]);
}

fn lost_worker() {
    let row = row("loses");
    let failure = row["failure"].as_str().expect("a failure");
    assert!(
        failure.starts_with("failed: a worker was lost"),
        "{failure}"
    );
}

fn left_worker() {
    let output = run(&["--only", "leaves"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    wait_until_gone(&[process_in(&output.stderr)]);
}

fn printing() {
    let output = run(&["--only", "prints", "--runs", "1"]);
    assert_eq!(output.status.code(), Some(0));
    let stderr = &output.stderr;
    assert_eq!(stderr, "a line for its author\nand one without an end\n");
    assert!(!output.stdout.contains("author"));
}

fn workers() {
    let row = row("workers");
    let cpu = |name: &str| row[name].as_f64().expect("it is measured");
    // Each of the three has used 100 ms of it. Windows does not report it.
    if cfg!(unix) {
        assert!(cpu("user") + cpu("system") >= 0.3, "{row}");
    }
    if cfg!(target_os = "linux") {
        assert_eq!(row["processes"], 4, "{row}");
        // In the first process, one extra thread watches each worker.
        assert_eq!(row["threads"], 7, "{row}");
        let threads = &self::row("threads")["threads"];
        assert_eq!(*threads, 4);
        assert_eq!(self::row("threads")["processes"], 1);
    }
}

fn too_short() {
    // On a busy machine, a short run may take long enough.
    let short = (0..RUNS_OF_A_SHORT_VERSION)
        .map(|_| row("plain"))
        .find(|row| row["threads"].is_null());
    let row = short.expect("one of many runs is short");
    assert_eq!(row["failure"], Value::Null);
    assert_eq!(row["processes"], Value::Null);
    assert_eq!(row["page_tables"], Value::Null);
    if cfg!(target_os = "linux") {
        // The process itself has reported it.
        assert!(row["peak_memory"].is_u64(), "{row}");
    }
}

fn memory() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let versions = ["--only", "memory", "--only", "plain", "--only", "workers"];
    let rows = rows(&versions);
    let peak = |row: usize| rows[row]["peak_memory"].as_u64().expect("bytes");
    let (plain, workers, memory) = (peak(0), peak(1), peak(2));
    assert!(memory >= 64 << 20, "{memory}");
    assert!(plain < 32 << 20, "{plain}");
    // Four processes, each of which is the same program.
    assert!(workers > 3 * plain, "{workers}, {plain}");
    for figure in ["page_tables", "page_faults"] {
        assert!(rows[2][figure].as_u64() > rows[0][figure].as_u64());
    }
}

fn server() {
    let row = row("asks");
    assert_eq!(row["failure"], Value::Null);
    assert_eq!(row["requests"], 3);
    assert_eq!(row["in_flight"], 3);
    if cfg!(unix) {
        assert!(row["server_cpu"].as_f64() > Some(0.0), "{row}");
    }
    assert_eq!(self::row("plain")["requests"], 0);
}

fn median() {
    for runs in [4, 5] {
        let count = runs.to_string();
        let row = &rows(&["--only", "plain", "--runs", &count])[0];
        let walls = row["walls"].as_array().expect("walls");
        assert_eq!(walls.len(), runs);
        assert!(walls.is_sorted_by_key(|wall| wall.as_f64()));
        assert_eq!(row["wall"], walls[(runs - 1) / 2]);
        assert!(row["spread"].as_f64() >= Some(1.0));
    }
    let three = run(&["--only", "plain", "--runs", "3"]);
    assert!(three.stdout.contains("\nMedian of 3 runs.\n"));
    let four = run(&["--only", "plain", "--runs", "4"]).stdout;
    assert!(four.contains("\nMedian of 4 runs. Widest "), "{four}");
    assert!(four.contains("x, plain."), "{four}");
}

fn long_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("output.json");
    let runs = |arguments: &[&str]| {
        let versions = ["--only", "plain", "--only", "takes_long"];
        let mut command = fixture_with(&[&versions[..], arguments].concat());
        command.env("FIGURES_JSON", &file);
        let stdout = checks::run(command).printed();
        let data = fs::read_to_string(&file).expect("it was written");
        let rows = checks::rows(&serde_json::from_str(&data).expect("JSON"));
        let walls = rows.iter().map(|row| row["walls"].as_array());
        let runs = walls.map(|walls| walls.expect("walls").len());
        (runs.collect::<Vec<_>>(), stdout)
    };
    let (counts, stdout) = runs(&[]);
    assert_eq!(counts, [2, 1]);
    let line = "\nMedian of 2 runs (of 1 run if over 1 s).\n";
    assert!(stdout.contains(line), "{stdout}");
    assert_eq!(runs(&["--runs", "2"]).0, [2, 2]);
}

fn refusals() {
    for runs in ["0", "-1", "1000000", "1e9", "many", "", "1.5"] {
        let output = run(&["--runs", runs]);
        assert_eq!(output.status.code(), Some(2), "{runs}");
        assert_eq!(output.stdout, "", "{runs}");
        let stderr = &output.stderr;
        let sentence = stderr.lines().next().unwrap_or_default();
        let end = "'--runs <N>': a whole number, 1 to 1000, is needed";
        assert!(sentence.ends_with(end), "{runs}: {stderr}");
    }
    // A number below zero is a number, not an option, for each argument.
    let output = run(&["--dry-run", "--number", "-3"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

fn help() {
    let help = run(&["--help"]).printed();
    let words: Vec<&str> = help.split_whitespace().collect();
    let words = words.join(" ");
    assert!(
        words.contains(" median run is shown (default: 2) "),
        "{help}"
    );
    let (_, figures) = help.split_once("\nFigures:\n").expect("figures");
    let lines: Vec<&str> = figures.lines().collect();
    assert_eq!(lines[0], "  wall         wall time, in seconds");
    // Once, though both tables have the column.
    assert_eq!(lines[8], "  last         the last of the numbers");
    assert!(lines[9].starts_with("A `-` is a figure "), "{help}");
    checks::no_line_is_wider(&help, 80);
}

fn full_disk() {
    #[cfg(target_os = "linux")]
    checks::explains_unwritable_output(fixture_with(&["--only", "plain"]));
}

fn ctrl_c() {
    if !cfg!(unix) {
        return;
    }
    assert_eq!(end_while_hanging("INT"), Some(130));
}

fn terminated() {
    if !cfg!(unix) {
        return;
    }
    assert_eq!(end_while_hanging("TERM"), Some(130));
    assert_eq!(end_while_hanging("HUP"), Some(130));
}

fn killed() {
    if !cfg!(target_os = "linux") {
        return;
    }
    assert_eq!(end_while_hanging("KILL"), None);
}

fn ignored() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let nohup = &["env", "--ignore-signal=HUP"];
    // The version that hangs is ended when its time is over, and that is a
    // failure.
    assert_eq!(end_while_hanging_with(nohup, "HUP"), Some(1));
}

fn inherited() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let plain = fixture_with(&["--only", "plain", "--only", "workers"]);
    let run = checks::run(checks::started_by(checks::IGNORES_CHILDREN, &plain));
    assert_eq!(run.stdout.matches(" s ").count(), 4, "{run:?}");
    let blocked = &["env", "--block-signal", PATIENTLY[1]];
    assert_eq!(end_while_hanging_with(blocked, "TERM"), Some(130));
}

/// Sends a signal to a program whose version waits for a worker that hangs, and
/// waits until the processes of the worker, the version and the server are
/// gone. Returns the program's status.
fn end_while_hanging(signal: &str) -> Option<i32> {
    end_while_hanging_with(PATIENTLY, signal)
}

/// Start of a command whose version hangs for longer than any test waits.
const PATIENTLY: &[&str] = &["env", "A_PATIENT_COMPARISON=1"];

/// Does the same with a program that is started by these words.
fn end_while_hanging_with(words: &[&str], signal: &str) -> Option<i32> {
    let hangs = fixture_with(&["--only", "hangs"]);
    let mut program = checks::started_by(words, &hangs)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let stderr = program.stderr.take().expect("it is piped");
    let mut line = String::new();
    BufReader::new(stderr).read_line(&mut line).expect("text");
    let hanging = process_in(&line);
    let others = children(program.id());
    assert!(
        others.len() == 2 || !cfg!(target_os = "linux"),
        "{others:?}"
    );
    kill(signal, program.id());
    let status = program.wait().expect("it was started");
    wait_until_gone(&[&[hanging], &others[..]].concat());
    status.code()
}

/// Returns the process that reports that it hangs.
fn process_in(stderr: &str) -> u32 {
    let id = stderr
        .lines()
        .find_map(|line| line.strip_prefix("hanging "));
    id.expect("it hangs").parse().expect("a process id")
}

/// Returns the rows of these versions with `--python`, if there is an
/// interpreter.
fn rows_with_python(versions: &[&str]) -> Option<Vec<Value>> {
    checks::python()?;
    let only = versions.iter().flat_map(|version| ["--only", *version]);
    let only: Vec<&str> = only.chain(["--python", "--runs", "1"]).collect();
    Some(rows(&only))
}

fn python() {
    let Some(rows) = rows_with_python(&["plain", "workers"]) else {
        return;
    };
    let seen: Vec<_> = rows
        .iter()
        .map(|row| (row["version"].as_str(), row["language"].as_str()))
        .collect();
    let expected = ["plain", "workers"].map(|version| {
        ["Rust", "Python"].map(|language| (Some(version), Some(language)))
    });
    assert_eq!(seen, expected.concat());
    for row in &rows {
        assert_eq!(row["failure"], Value::Null, "{row}");
        let has_started = row["start_up"].as_f64() > Some(0.0);
        assert_eq!(has_started, row["language"] == "Python", "{row}");
    }
    if cfg!(target_os = "linux") {
        // The workers have used 100 ms each, and were sampled.
        let cpu = |name: &str| rows[3][name].as_f64().expect("seconds");
        assert!(cpu("user") + cpu("system") >= 0.3, "{}", rows[3]);
        assert!(rows[3]["processes"].as_u64() >= Some(4), "{}", rows[3]);
        assert!(rows[1]["peak_memory"].as_u64() > Some(1 << 20));
    }
    let text = run(&["--python", "--only", "plain"]).stdout;
    assert!(text.contains("\n  in Python "), "{text}");
    assert!(
        text.contains("\nNot included: Python's start-up and imports, "),
        "{text}"
    );
}

fn python_fails() {
    let versions = ["prints", "wrong", "fails", "exits"];
    let Some(rows) = rows_with_python(&versions) else {
        return;
    };
    let failures: Vec<_> = rows
        .iter()
        .filter(|row| row["language"] == "Python")
        .map(|row| row["failure"].as_str())
        .collect();
    let how = if cfg!(windows) {
        "exit code"
    } else {
        "exit status"
    };
    let ended = format!("ended without answer: {how}: 10");
    // The rows are in the fixture's order of versions.
    let expected = [
        None,
        Some("wrong answer: 66, not 55"),
        Some("failed: RuntimeError: there is no paper for 10"),
        Some(ended.as_str()),
    ];
    assert_eq!(failures, expected);
}

fn no_python() {
    let mut command = fixture_with(&["--python", "--only", "plain"]);
    command.env("PYTHON", "/no/such/python");
    let run = checks::run(command);
    let problem = "Error: no rows in Python: cannot run /no/such/python: ";
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    assert!(run.stderr.starts_with(problem), "{run:?}");
    assert!(run.stdout.contains("\nplain "), "{run:?}");
    assert!(!run.stdout.contains("Python"), "{run:?}");
}
