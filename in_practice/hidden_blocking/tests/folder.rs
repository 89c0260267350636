//! The folder with the files is gone at the end, whatever the end is like.

#![cfg(unix)]

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use checks::processes::{children, kill, wait_until_gone};
use checks::{Program, until};

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_hidden_blocking"));

/// Returns an empty folder of this test.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("it can be made");
    folder
}

/// Returns the number of files and folders in it.
fn entries(folder: &PathBuf) -> usize {
    fs::read_dir(folder).expect("it is there").count()
}

#[test]
fn it_is_removed_at_the_end() {
    let folder = folder("end");
    let arguments = ["files", "--only", "in_the_task", "--runs", "1"];
    let mut command = PROGRAM.command(&arguments);
    command.env("TMPDIR", &folder);
    let run = checks::run(command);
    assert!(run.status.success(), "{run:?}");
    assert_eq!(entries(&folder), 0);
}

#[test]
fn it_is_removed_on_ctrl_c_together_with_everything_that_was_started() {
    let folder = folder("ctrl_c");
    let arguments = ["calls", "--silence", "10", "--only", "tokio_lock"];
    let mut child = PROGRAM
        .command(&arguments)
        .env("TMPDIR", &folder)
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut started = Vec::new();
    until("the version", || {
        started = children(child.id());
        !started.is_empty()
    });
    assert_eq!(entries(&folder), 1);
    kill("INT", child.id());
    let status = child.wait().expect("it was started");
    assert_eq!(status.code(), Some(130));
    wait_until_gone(&started);
    assert_eq!(entries(&folder), 0);
}

#[test]
fn it_is_removed_if_ctrl_c_comes_while_it_is_filled() {
    let folder = folder("filling");
    let mut child = PROGRAM
        .command(&["files", "--files", "100000"])
        .env("TMPDIR", &folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    until("the first file", || {
        let folders = fs::read_dir(&folder).expect("it is there");
        folders.flatten().any(|it| entries(&it.path()) > 0)
    });
    kill("INT", child.id());
    let status = child.wait().expect("it was started");
    assert_eq!(status.code(), Some(130));
    assert_eq!(entries(&folder), 0);
}

#[test]
fn a_folder_that_cannot_be_used_is_one_sentence() {
    let mut command = PROGRAM.command(&["files"]);
    command.env("TMPDIR", "/nowhere");
    let run = checks::run(command);
    assert_eq!(run.status.code(), Some(1));
    let sentence = "Error: cannot write the files to read: ";
    assert!(run.stderr.starts_with(sentence), "{run:?}");
    assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
}

#[test]
fn a_dry_run_makes_no_folder() {
    let mut command = PROGRAM.command(&["--dry-run"]);
    command.env("TMPDIR", "/nowhere");
    let run = checks::run(command);
    assert!(run.status.success(), "{run:?}");
}
