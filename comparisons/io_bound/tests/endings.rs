//! Tests of how the program ends when it, or a worker, gets a signal.
#![cfg(target_os = "linux")]

use std::fs;

use checks::{Program, Running};

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_io_bound"));

fn running() -> Running {
    let sizes = ["--requests", "60", "--workers", "3", "--delay", "1"];
    let only = ["--only", "processes"];
    Running::start(PROGRAM, &[&sizes[..], &only].concat(), has_connection)
}

/// Returns true if a process is connected to the server.
fn has_connection(id: u32) -> bool {
    let table = fs::read_to_string("/proc/net/tcp").unwrap_or_default();
    let inodes: Vec<String> = table
        .lines()
        .filter_map(|line| line.split_whitespace().nth(9))
        .map(|inode| format!("socket:[{inode}]"))
        .collect();
    let files = fs::read_dir(format!("/proc/{id}/fd"));
    files.into_iter().flatten().flatten().any(|file| {
        let target = fs::read_link(file.path()).unwrap_or_default();
        inodes
            .iter()
            .any(|inode| target.as_os_str() == inode.as_str())
    })
}

#[test]
fn a_worker_that_is_killed_ends_in_a_row_that_says_so() {
    running().row_reports_a_killed_worker();
}

#[test]
fn ctrl_c_leaves_nothing_running() {
    running().ctrl_c_leaves_nothing();
}
