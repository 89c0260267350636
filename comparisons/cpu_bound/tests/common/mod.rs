//! Runs of the program.

// Each test program uses some of these.
#![allow(dead_code)]

use std::process::{Command, Output};

use serde_json::Value;

/// The program, to be run with these arguments.
pub fn cpu_bound(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cpu_bound"));
    command.args(arguments).env_remove("RUST_BACKTRACE");
    command
}

/// Runs it.
pub fn run(arguments: &[&str]) -> Output {
    cpu_bound(arguments).output().expect("it starts")
}

/// Runs it, and reads what it prints as data.
pub fn json(arguments: &[&str]) -> Value {
    let output = run(&[arguments, &["--json"]].concat());
    serde_json::from_slice(&output.stdout).expect("it prints JSON")
}

/// The rows of the first table.
pub fn rows(json: &Value) -> Vec<Value> {
    json["tables"][0]["rows"].as_array().expect("rows").clone()
}

/// The lines below the first table.
pub fn notes(json: &Value) -> Vec<&str> {
    let notes = json["tables"][0]["notes"].as_array().expect("notes");
    notes
        .iter()
        .map(|note| note.as_str().expect("a line"))
        .collect()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it prints UTF-8")
}
