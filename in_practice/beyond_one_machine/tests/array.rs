//! Tests of the array of jobs: its results, and what is left after a fault.
#![cfg(unix)]

use std::f64::consts::PI;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{env, fs, process};

use checks::{Program, processes, rows};
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_beyond_one_machine"));

/// Chunks that take no time.
const SMALL: [&str; 5] = ["array", "--jobs", "20", "--samples", "1000"];

/// Points of chunks that take a tenth of a second in a build for tests.
const TENTH: &str = "20000000";

/// Points of chunks that take many minutes.
const LONG: &str = "100000000000";

/// Starts of the command lines of a chunk, and of a host's server.
const CHUNK: &str =
    concat!(env!("CARGO_BIN_EXE_beyond_one_machine"), " chunk ");
const SSHD: &str = "sshd: ";

/// Lets one test at a time compute, so chunks take about as long as they should.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Number of rounds of the tests with a random moment in them.
fn rounds() -> u32 {
    let rounds = env::var("RUNS").map(|runs| runs.parse());
    rounds.map_or(1, |runs| runs.expect("RUNS is a number"))
}

/// Returns whether GNU parallel is there. If not, prints a sentence, and the
/// test has nothing to check; with `ENGINES_REQUIRED` set, as in `.ci/run`, that
/// is a failure.
fn engine() -> bool {
    let said = Command::new("parallel").arg("--version").output();
    let found = said.is_ok_and(|it| it.stdout.starts_with(b"GNU parallel"));
    let required = env::var_os("ENGINES_REQUIRED").is_some();
    assert!(found || !required, "GNU parallel is required");
    if !found {
        eprintln!("skipped: there is no GNU parallel");
    }
    found
}

/// A folder for a test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let name = format!("beyond one machine {name} {}", process::id());
        let folder = Folder(env::temp_dir().join(name));
        fs::create_dir(&folder.0).expect("a folder");
        folder
    }

    /// Adds a program, a script for sh.
    fn program(&self, name: &str, script: &str) {
        let file = self.0.join(name);
        fs::write(&file, format!("#!/bin/sh\n{script}\n")).expect("a file");
        let all = fs::Permissions::from_mode(0o755);
        fs::set_permissions(&file, all).expect("it is ours");
    }

    /// Returns the names of the files in it.
    fn files(&self) -> Vec<String> {
        let files = fs::read_dir(&self.0).expect("a folder");
        let name = |it: fs::DirEntry| it.file_name().into_string();
        files
            .map(|it| name(it.expect("a file")).expect("UTF-8"))
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_chunk_is_the_same_each_time() {
    let printed =
        |number| PROGRAM.printed(&["chunk", number, "--samples", "1000000"]);
    assert_eq!(printed("3"), printed("3"));
    let inside: Vec<f64> = ["3", "4"]
        .map(|number| {
            let line = printed(number);
            let words: Vec<&str> = line.split_whitespace().collect();
            assert_eq!((words[0], words.len()), (number, 2), "{line}");
            words[1].parse().expect("a number")
        })
        .to_vec();
    assert_ne!(inside[0], inside[1]);
    let near_pi = |it: &f64| (it * 4.0 / 1e6 - PI).abs() < 0.01;
    assert!(inside.iter().all(near_pi), "{inside:?}");
}

#[test]
fn a_chunk_that_makes_no_sense_is_refused() {
    PROGRAM.mistake(&["chunk"]);
    PROGRAM.mistake(&["chunk", "3"]);
    PROGRAM.mistake(&["chunk", "3", "--samples", "0"]);
    let said = PROGRAM.mistake(&["chunk", "x\u{1b}[2J", "--samples", "9"]);
    assert_eq!(said, "Error: there is no chunk x\\u{1b}[2J\n");
    let help = PROGRAM.printed(&["chunk", "--help"]);
    assert!(help.contains("Usage: beyond_one_machine chunk "), "{help}");
}

#[test]
fn all_rows_have_the_same_sum() {
    if !engine() {
        return;
    }
    // A row with another sum than the first one fails.
    let json = PROGRAM.json(&SMALL);
    let labels: Vec<Value> =
        rows(&json).iter().map(|row| row["label"].clone()).collect();
    let expected = ["threads (1)", "threads (2)", "array (1)", "array (2)"];
    assert_eq!(labels, expected);
    for row in rows(&json) {
        assert_eq!(row["failure"], Value::Null);
    }
}

#[test]
fn jobs_of_any_length_have_the_same_sum() {
    if !engine() {
        return;
    }
    let _alone = alone();
    // Without Redis, the queue's row says what is missing.
    let work = ["overhead", "--work", "0.04", "--only", "threads"];
    let json = PROGRAM.json(&[&work[..], &["--only", "array"]].concat());
    let labels: Vec<Value> =
        rows(&json).iter().map(|row| row["label"].clone()).collect();
    let expected = [
        "threads (1), 10 ms",
        "threads (2), 1 ms",
        "threads (2), 10 ms",
        "array (2), 1 ms",
        "array (2), 10 ms",
    ];
    assert_eq!(labels, expected);
    for row in rows(&json) {
        assert_eq!(row["failure"], Value::Null, "{row}");
    }
    let figures = &json["tables"][0]["figures"];
    for name in [
        "overhead_array_1_ms",
        "overhead_array_10_ms",
        "array_starts_per_second",
    ] {
        assert!(figures[name].as_f64() > Some(0.0), "{name}: {figures}");
    }
    let notes = checks::notes(&json);
    assert!(
        notes.iter().any(|it| it.contains("GNU parallel starts")),
        "{notes:?}"
    );
}

#[test]
fn a_path_with_blanks_is_one_path() {
    if !engine() {
        return;
    }
    let folder = Folder::new("it's");
    let program = folder.0.join("a program");
    fs::copy(PROGRAM.0, &program).expect("it can be copied");
    let mut command = Command::new(&program);
    command.args(SMALL).env("TMPDIR", &folder.0);
    checks::run(command).printed();
    assert_eq!(folder.files(), ["a program"]);
}

#[test]
fn another_command_of_the_same_name_is_recognised() {
    let folder = Folder::new("path");
    let with_path = |arguments: &[&str]| {
        let mut command = PROGRAM.command(arguments);
        command.env("PATH", &folder.0);
        checks::run(command)
    };
    let small = [&SMALL[..], &["--json"]].concat();
    let failures = |run: &checks::Run| -> Vec<String> {
        let json: Value = serde_json::from_str(&run.stdout).expect("JSON");
        let rows = rows(&json);
        let failures = rows.iter().filter_map(|it| it["failure"].as_str());
        failures.map(str::to_owned).collect()
    };

    let run = with_path(&small);
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(
        failures(&run),
        [
            "failed: there is no GNU parallel; install it with `apt install \
             parallel` (macOS: `brew install parallel`)"
        ]
    );
    folder.program("parallel", "echo 'parallel: invalid option' >&2; exit 1");
    let run = with_path(&small);
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(
        failures(&run),
        [
            "failed: the command parallel is not GNU parallel, but maybe that \
             of moreutils; install GNU's with `apt install parallel` (macOS: \
             `brew install parallel`)"
        ]
    );
}

#[test]
fn a_host_is_a_name() {
    let end = "a host, as in `name` or `user@name`, is needed";
    for host in [
        "",
        "-oProxyCommand=x",
        "a b",
        "a,,b",
        "@a",
        "a@",
        "a@b@c",
        "1/:",
        "$x",
    ] {
        let hosts = format!("--hosts={host}");
        PROGRAM.refuses(&["array", &hosts], end);
    }
    let json = PROGRAM.json(&["array", "--hosts", "a,me@b-1.c", "--dry-run"]);
    let rows = rows(&json);
    let [_, _, one, two] = &rows[..] else {
        panic!("{json}");
    };
    assert_eq!(one["work"]["hosts"], serde_json::json!(["a"]));
    assert_eq!(two["work"]["hosts"], serde_json::json!(["a", "me@b-1.c"]));
}

/// Checks the rows with a fault, as often as `RUNS` says.
fn exact(fault: &str, check: impl Fn(Counts)) {
    if !engine() {
        return;
    }
    let _alone = alone();
    for round in 1..=rounds() {
        let json = PROGRAM.json(&[
            "failures",
            "--only=array",
            "--fault",
            fault,
            "--samples",
            TENTH,
        ]);
        let rows = rows(&json);
        if fault == "host-cut-off" && rows.len() == 1 {
            let required = env::var_os("ENGINES_REQUIRED").is_some();
            assert!(!required, "hosts are required: {json}");
            eprintln!("skipped: {}", checks::notes(&json)[0]);
            return;
        }
        assert_eq!(rows.len(), 2, "{json}");
        for row in rows {
            // The sum is that of the first row, or this says so.
            assert_eq!(row["failure"], Value::Null, "round {round}: {row}");
            let count = |column: &str| {
                let cell = row["columns"][column].as_f64();
                cell.unwrap_or_else(|| panic!("{column}: {row}")) as u64
            };
            let counts = Counts {
                jobs: count("jobs"),
                runs: count("runs"),
                twice: count("done twice"),
                given_up: count("given up"),
            };
            assert_eq!(count("results"), counts.jobs - counts.given_up);
            if row["work"]["fault"] == Value::Null {
                assert_eq!(counts.runs, counts.jobs);
                assert_eq!((counts.twice, counts.given_up), (0, 0));
            } else {
                eprintln!("{fault}, round {round}: {counts:?}");
                check(counts);
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Counts {
    jobs: u64,
    runs: u64,
    twice: u64,
    given_up: u64,
}

#[test]
fn a_worker_that_is_killed_costs_one_run() {
    exact("worker-killed", |it| {
        assert_eq!((it.runs, it.given_up), (it.jobs + 1, 0), "{it:?}");
    });
}

#[test]
fn a_worker_that_stops_is_killed_after_a_time() {
    exact("worker-stopped", |it| {
        // On a busy machine, others may take too long as well.
        assert!(it.runs > it.jobs, "{it:?}");
        assert_eq!(it.given_up, 0, "{it:?}");
    });
}

#[test]
fn the_jobs_of_a_host_that_is_cut_off_are_done_by_another() {
    exact("host-cut-off", |it| {
        assert!(it.runs >= it.jobs, "{it:?}");
        assert_eq!(it.given_up, 0, "{it:?}");
    });
}

#[test]
fn a_job_that_always_fails_is_given_up_after_three_runs() {
    exact("always-fails", |it| {
        assert_eq!((it.runs, it.given_up), (it.jobs + 2, 1), "{it:?}");
        assert_eq!(it.twice, 0, "{it:?}");
    });
}

#[test]
fn an_engine_that_is_started_again_does_the_rest() {
    exact("engine-killed", |it| {
        // Two jobs were running, and one of them may have been done already.
        assert!((1..=2).contains(&(it.runs - it.jobs)), "{it:?}");
        assert_eq!(it.given_up, 0, "{it:?}");
    });
}

#[test]
fn nothing_is_left() {
    if !engine() {
        return;
    }
    let _alone = alone();
    for (signal, part, stage) in [
        // Such a chunk does not end by itself in time.
        ("INT", &["array", "--samples", LONG][..], CHUNK),
        ("TERM", &["array", "--samples", LONG], CHUNK),
        ("HUP", &["failures", "--samples", LONG], CHUNK),
        ("INT", &["failures", "--fault", "host-cut-off"], SSHD),
        ("TERM", &["failures", "--fault", "host-cut-off"], SSHD),
    ] {
        let folder = Folder::new(signal);
        let mut child = PROGRAM
            .command(&[part, &["--only", "array"]].concat())
            .env("TMPDIR", &folder.0)
            .env("HOME", &folder.0)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut started = Vec::new();
        let named = |(_, line): &&(u32, String)| line.starts_with(stage);
        checks::until(stage, || {
            started = processes_in(&folder.0);
            let has_ended = child.try_wait().expect("it is ours").is_some();
            has_ended || started.iter().filter(named).count() > 0
        });
        // Only root gets to a server.
        if stage == CHUNK || started.iter().filter(named).count() > 0 {
            processes::kill(signal, child.id());
            let status = child.wait().expect("it was started");
            assert_eq!(status.code(), Some(130), "{signal}");
        }
        checks::until("the end of all", || processes_in(&folder.0).is_empty());
        assert_eq!(folder.files(), Vec::<String>::new(), "{signal}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn no_folder_is_left_if_output_cannot_be_written() {
    let folder = Folder::new("full");
    let mut command = PROGRAM.command(&["array", "--only", "threads"]);
    command.args(["--samples", "1000"]).env("TMPDIR", &folder.0);
    let full = fs::File::create("/dev/full").expect("Linux has a full disk");
    let ended = command.stdout(full).stderr(Stdio::null()).status();
    assert_eq!(ended.expect("it starts").code(), Some(1));
    assert_eq!(folder.files(), Vec::<String>::new());
}

/// Returns the running processes whose folder for temporary files is this one,
/// or whose command line has it.
fn processes_in(folder: &Path) -> Vec<(u32, String)> {
    let name = folder.display().to_string();
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = all.filter_map(|it| it.file_name().to_str()?.parse().ok());
    let found = ids.filter_map(|id: u32| {
        let read = |file: &str| {
            let bytes = fs::read(format!("/proc/{id}/{file}")).ok()?;
            Some(String::from_utf8_lossy(&bytes).replace('\0', " "))
        };
        let (line, environment) = (read("cmdline")?, read("environ")?);
        let is_it = line.contains(&name) || environment.contains(&name);
        (is_it && processes::is_running(id)).then_some((id, line))
    });
    found.collect()
}
