//! Tests of what each version does, by the server's counts, and of what the
//! program refuses.

#[cfg(target_os = "linux")]
use std::process::Command;

#[cfg(target_os = "linux")]
use checks::run;
use checks::{Program, notes, rows};
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_ten_thousand"));

/// The versions, in the order of the table.
const VERSIONS: [&str; 4] = ["threads", "reqwest_tasks", "tasks", "http2"];

/// Enough requests to be seen side by side, for long enough on a busy machine.
const TOGETHER: [&str; 6] =
    ["--requests", "101", "--delay", "2", "--runs", "1"];

/// Small and quick.
const QUICK: [&str; 6] = ["--requests", "20", "--delay", "0.1", "--runs", "1"];

/// The row of the most requests, of one version, all of which were answered.
fn most(version: &str) -> Value {
    let json = PROGRAM.json(&[&TOGETHER[..], &["--only", version]].concat());
    let rows = rows(&json);
    for (row, requests) in rows.iter().zip([101, 100, 1]) {
        assert_eq!(row["requests"], requests);
    }
    assert_eq!(rows.len(), 3);
    rows[0].clone()
}

#[test]
fn each_thread_waits_for_one_request() {
    let row = most("threads");
    assert_eq!(row["in_flight"], 101);
    if cfg!(target_os = "linux") {
        // The one that waits for the others is one more.
        assert_eq!(row["threads"], 102);
    }
}

#[test]
fn all_tasks_wait_on_one_thread() {
    for version in ["reqwest_tasks", "tasks"] {
        let row = most(version);
        assert_eq!(row["in_flight"], 101, "{version}");
        if cfg!(target_os = "linux") {
            assert_eq!(row["threads"], 1, "{version}");
        }
    }
}

#[test]
fn requests_of_http2_wait_together() {
    let row = most("http2");
    assert_eq!(row["in_flight"], 101);
    if cfg!(target_os = "linux") {
        assert_eq!(row["threads"], 1);
    }
}

#[test]
fn tasks_cost_less_than_reqwest_and_http2_less_than_both() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let sizes = ["--requests", "1000", "--delay", "1", "--runs", "1"];
    let versions = ["--only", "reqwest_tasks", "--only", "tasks", "--only"];
    let json = PROGRAM.json(&[&sizes[..], &versions, &["http2"]].concat());
    let rows = rows(&json);
    let row = |version: &str, requests: u64| {
        let is_row = |row: &&Value| {
            row["version"] == version && row["requests"] == requests
        };
        rows.iter().find(is_row).expect("a row")
    };
    let number = |row: &Value, name: &str| row[name].as_f64().expect(name);
    // For each that is in flight: on a busy machine, not all of them are so at
    // one time.
    let added = |version| {
        let (one, most) = (row(version, 1), row(version, 1000));
        let memory = |row| number(row, "peak_memory");
        (memory(most) - memory(one)) / number(most, "in_flight")
    };
    // About half, and a tenth: far enough from each other to be told apart.
    assert!(added("tasks") < 0.75 * added("reqwest_tasks"));
    assert!(added("http2") < 0.5 * added("tasks"));
}

#[test]
fn the_table_has_a_row_for_each_step_of_each_version() {
    // Nothing on stderr: progress is for terminals.
    let stdout = PROGRAM.printed(&QUICK);
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(lines[0], "20 requests of 0.1 s at once, 1 of 0.05 s");
    let steps = [20, 1].into_iter().flat_map(|step| {
        VERSIONS.map(|version| format!("{} {step}", version.replace('_', " ")))
    });
    let labels: Vec<String> = steps.collect();
    for (line, label) in lines[3..].iter().zip(&labels) {
        assert_eq!(line[..20].trim_end(), label);
        assert_eq!(line.chars().count(), lines[2].chars().count());
    }
    checks::no_line_is_wider(&stdout, 100);
    assert_eq!(lines[11..13], ["", "Each row is one run."]);
    assert!(lines[13].starts_with("Added per request "));
    for (line, version) in lines[14..].iter().zip(VERSIONS) {
        assert!(line.starts_with(&version.replace('_', " ")), "{line}");
        assert_eq!(line.chars().count(), lines[13].chars().count());
    }
    // On a busy machine, a run may end before its threads are counted.
    let is_counted = !lines[3].split_whitespace().any(|cell| cell == "-");
    if cfg!(target_os = "linux") && is_counted {
        // On a busy machine, notes come first about versions whose requests
        // did not all wait together.
        let [.., reserved, touched] = lines[..] else {
            panic!("too few lines: {stdout}");
        };
        let begin = "Stacks reserved for ";
        assert!(reserved.starts_with(begin), "{reserved}");
        assert!(touched.starts_with("Memory touched: "));
    }
}

#[test]
fn a_note_says_if_requests_do_not_wait_together() {
    // The server answers before a second thread has begun.
    let sizes = ["--requests", "300", "--delay", "0.001", "--runs", "1"];
    let json = PROGRAM.json(&[&sizes[..], &["--only", "threads"]].concat());
    let row = &rows(&json)[0];
    let in_flight = row["in_flight"].as_u64().expect("a count");
    assert!(in_flight < 300, "{row}");
    let notes = notes(&json);
    let line = format!(
        "threads: at most {in_flight} of 300 were in flight at a time,"
    );
    let place = notes.iter().position(|note| *note == line);
    let place = place.unwrap_or_else(|| panic!("{notes:#?}"));
    let why = "because the first ended before the last were sent.";
    assert_eq!(notes[place + 1], why);
}

/// The requests and the path of each row that would be run.
fn planned(arguments: &[&str]) -> Vec<(u64, String)> {
    let dry = ["--dry-run", "--only", "tasks"];
    let rows = rows(&PROGRAM.json(&[&dry, arguments].concat()));
    let of = |row: &Value| {
        let requests = row["work"]["requests"].as_u64().expect("a count");
        let url = row["work"]["url"].as_str().expect("a path");
        (requests, url.to_owned())
    };
    rows.iter().map(of).collect()
}

#[test]
fn sizes_are_the_published_ones_or_waits_are_shorter() {
    let steps = [10_000, 100, 1];
    let published = steps.map(|step| (step, "/delay/2".to_owned()));
    assert_eq!(planned(&["--as-published"]), published);
    let paths = [3.0, 0.05, 0.05].map(|s| format!("/delay/{s}"));
    let default: Vec<_> = steps.into_iter().zip(paths).collect();
    assert_eq!(planned(&[]), default);
}

#[test]
fn sizes_that_make_no_sense_are_refused() {
    PROGRAM.takes_numbers("--requests", 15_000);
    PROGRAM.takes_numbers("--buffer", 1024);
    PROGRAM.takes_seconds("--delay");
    PROGRAM.refuses(&["--as-published", "--requests", "5"], "'--requests <N>'");
    PROGRAM.refuses(&["--only", "magic"], "'--only <VERSION>'");
}

#[test]
#[cfg(unix)]
fn what_fits_into_the_open_files_is_said_and_fits() {
    let tasks = [
        "--only",
        "tasks",
        "--delay",
        "0.05",
        "--runs",
        "1",
        "--requests",
    ];
    let output =
        PROGRAM.run_after("ulimit -n 100", &[&tasks[..], &["300"]].concat());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, "");
    let sentence = "Error: 300 requests need 350 open files, but a process \
                    may have 100 (ulimit -n); 50 would fit\n";
    assert_eq!(output.stderr, sentence);
    let output =
        PROGRAM.run_after("ulimit -n 100", &[&tasks[..], &["50"]].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
#[cfg(unix)]
fn requests_of_http2_share_a_few_connections() {
    let sizes = ["--only", "http2", "--requests", "300", "--json"];
    let output = PROGRAM.run_after("ulimit -n 60", &sizes);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let json = serde_json::from_str(&output.stdout).expect("JSON");
    assert_eq!(rows(&json)[0]["requests"], 300);
}

#[test]
fn a_thread_has_the_buffers_that_are_asked_for() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let sizes = ["--only", "threads", "--requests", "100", "--runs", "1"];
    let memory = |kib: &str| {
        let json = PROGRAM.json(&[&sizes[..], &["--buffer", kib]].concat());
        rows(&json)[0]["peak_memory"].as_u64().expect("bytes")
    };
    assert!(memory("128") > memory("8") + 100 * (64 << 10));
}

/// Returns the number of threads of a user.
#[cfg(target_os = "linux")]
fn threads_of(user: &str) -> usize {
    let mut ps = Command::new("ps");
    ps.args(["-L", "-o", "lwp=", "-u", user]);
    run(ps).stdout.lines().count()
}

#[test]
#[cfg(target_os = "linux")]
fn threads_that_do_not_start_are_said_in_their_row() {
    let mut id = Command::new("id");
    id.arg("-u");
    let id = run(id).printed();
    // Root may have any number, so the test runs as another user.
    let other = "54321";
    let become_other = ["setpriv", "--reuid", other, "--clear-groups"];
    let (user, before): (_, &[&str]) = match id.trim() {
        "0" => (other, &become_other),
        id => (id, &[]),
    };
    let limit = threads_of(user) + 250;
    let mut limited = Command::new("prlimit");
    limited
        .arg(format!("--nproc={limit}:{limit}"))
        .args(before)
        .arg(PROGRAM.0)
        .args(["--only", "threads", "--requests", "1000", "--delay", "0.5"])
        .args(["--runs", "1"]);
    let output = run(limited);
    if user == other && output.stderr.contains("Permission denied") {
        eprintln!("skipped: another user may not run what is built here");
        return;
    }
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    // The sentence goes over several lines.
    let stdout = &output.stdout;
    let words: Vec<&str> = stdout.split_whitespace().collect();
    let words = words.join(" ");
    assert!(words.contains("threads 1,000 failed: thread "), "{stdout}");
    assert!(words.contains(" did not start: "), "{stdout}");
    assert!(stdout.contains("\nthreads 100 "), "{stdout}");
}

#[test]
fn python_has_the_same_answers() {
    PROGRAM.python_agrees(&QUICK, &[4]);
}
