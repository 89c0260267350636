//! Tests of the array of jobs: its results, and what is left after a fault.
#![cfg(unix)]

use std::f64::consts::PI;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, process};

use checks::{Program, processes, rows};
use serde_json::Value;

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_beyond_one_machine"));

/// Chunks that take no time.
const SMALL: [&str; 5] = ["array", "--jobs", "20", "--samples", "1000"];

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

/// Returns a count in a column.
fn count(row: &Value, column: &str) -> u64 {
    let cell = row["columns"][column].as_f64();
    cell.unwrap_or_else(|| panic!("{column}: {row}")) as u64
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

#[test]
fn each_fault_leaves_exact_results() {
    if !engine() {
        return;
    }
    for round in 0..rounds() {
        let json = PROGRAM.json(&["failures", "--only", "array"]);
        let rows = rows(&json);
        assert!(rows.len() >= 5, "{json}");
        for row in rows {
            // The sum is that of the first row.
            assert_eq!(row["failure"], Value::Null, "round {round}: {row}");
            let [jobs, results, runs, twice, given_up] =
                ["jobs", "results", "runs", "done twice", "given up"]
                    .map(|column| count(&row, column));
            assert_eq!(results, jobs - given_up, "{row}");
            let fault = row["work"]["fault"].as_str();
            assert_eq!(given_up, u64::from(fault == Some("AlwaysFails")));
            match fault {
                None => assert_eq!((runs, twice), (jobs, 0), "{row}"),
                // Two more attempts at the job that fails.
                Some("AlwaysFails") => assert_eq!(runs, jobs + 2, "{row}"),
                Some(_) => assert!(runs > jobs, "{row}"),
            }
        }
    }
}

#[test]
fn nothing_is_left() {
    if !engine() {
        return;
    }
    for (signal, part) in
        [("INT", "array"), ("TERM", "failures"), ("HUP", "array")]
    {
        let folder = Folder::new(signal);
        let mut child = PROGRAM
            .command(&[part, "--only", "array"])
            .env("TMPDIR", &folder.0)
            .env("HOME", &folder.0)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut chunks = Vec::new();
        checks::until("two chunks", || {
            chunks = chunks_below(&folder.0);
            chunks.len() >= 2 || part == "array" && !chunks.is_empty()
        });
        let version = processes::children(child.id());
        processes::kill(signal, child.id());
        let status = child.wait().expect("it was started");
        assert_eq!(status.code(), Some(130), "{signal}");
        processes::wait_until_gone(&version);
        processes::wait_until_gone(&chunks);
        assert!(chunks_below(&folder.0).is_empty(), "{signal}");
        assert_eq!(folder.files(), Vec::<String>::new(), "{signal}");
    }
}

/// Returns the processes whose log is below this folder.
fn chunks_below(folder: &Path) -> Vec<u32> {
    let value = format!("CHUNK_LOG={}", folder.display());
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = all.filter_map(|it| it.file_name().to_str()?.parse().ok());
    ids.filter(|id: &u32| {
        let environment = fs::read(format!("/proc/{id}/environ"));
        let environment = environment.unwrap_or_default();
        let text = String::from_utf8_lossy(&environment);
        text.split('\0').any(|it| it.starts_with(&value))
    })
    .collect()
}
