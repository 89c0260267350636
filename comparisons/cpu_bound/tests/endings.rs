//! Tests of how the program ends when it, or a worker, gets a signal.
#![cfg(target_os = "linux")]

use checks::{Program, Running, processes};

const PROGRAM: Program = Program(env!("CARGO_BIN_EXE_cpu_bound"));

fn running() -> Running {
    let sizes = ["pi", "--samples", "200000000", "--workers", "3"];
    let only = ["--only", "processes", "--runs", "1"];
    Running::start(PROGRAM, &[&sizes[..], &only].concat(), has_computed)
}

/// Returns true if a process has used more CPU time than its start takes: 50
/// ms.
fn has_computed(id: u32) -> bool {
    processes::stat(id).is_some_and(|stat| stat.utime >= 5)
}

#[test]
fn a_worker_that_is_killed_ends_in_a_row_that_says_so() {
    running().row_reports_a_killed_worker();
}

#[test]
fn ctrl_c_leaves_nothing_running() {
    running().ctrl_c_leaves_nothing();
}
