//! What the tests of the comparisons do with their programs: run them, read
//! what they print, and see how they and their workers end.

use std::collections::BTreeSet;
use std::process::{Command, Output};

use serde_json::Value;

/// The file of a program, as `env!("CARGO_BIN_EXE_io_bound")` has it.
#[derive(Debug, Clone, Copy)]
pub struct Program(pub &'static str);

impl Program {
    /// The program, to be run with these arguments.
    pub fn command(self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.0);
        command.args(arguments).env_remove("RUST_BACKTRACE");
        command
    }

    /// Runs it to its end.
    ///
    /// # Panics
    ///
    /// Where it cannot be started.
    pub fn run(self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("it starts")
    }

    /// Runs it behind a command of the shell, such as `ulimit -n 100`.
    ///
    /// # Panics
    ///
    /// Where there is no shell.
    pub fn run_behind(self, limit: &str, arguments: &[&str]) -> Output {
        Command::new("sh")
            .args(["-c", &format!("{limit}; exec \"$0\" \"$@\"")])
            .arg(self.0)
            .args(arguments)
            .env_remove("RUST_BACKTRACE")
            .output()
            .expect("there is a shell")
    }

    /// Runs it, and reads what it prints as data.
    ///
    /// # Panics
    ///
    /// Where that is no JSON.
    pub fn json(self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        serde_json::from_slice(&output.stdout).expect("it prints JSON")
    }

    /// Looks that `--help` explains each column of its tables, and no other.
    ///
    /// # Panics
    ///
    /// Where it does not.
    pub fn explains_its_columns(self, arguments: &[&str]) {
        let help = text(&self.run(&["--help"]).stdout);
        let (_, figures) = help.split_once("\nFigures:\n").expect("figures");
        let lines = figures.lines().map_while(|line| line.strip_prefix("  "));
        // A heading has one blank in it at the most, and several behind it.
        let explained = lines
            .filter_map(|line| line.split_once("  "))
            .map(|(heading, _)| heading.to_owned());
        let explained: BTreeSet<String> = explained.collect();
        let json = self.json(arguments);
        let tables = json["tables"].as_array().expect("tables").iter();
        let rows = tables.map(|table| &table["rows"][0]["columns"]);
        let columns = rows.filter_map(Value::as_object);
        let shown = columns.flat_map(|columns| columns.keys().cloned());
        assert_eq!(explained, shown.collect::<BTreeSet<String>>(), "{help}");
    }

    /// Looks that the arguments are a mistake whose sentence ends so.
    ///
    /// # Panics
    ///
    /// Where they are not.
    pub fn refuses(self, arguments: &[&str], end: &str) {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(text(&output.stdout), "", "{arguments:?}");
        let stderr = text(&output.stderr);
        let sentence = stderr.lines().next().unwrap_or_default();
        assert!(sentence.ends_with(end), "{arguments:?}: {stderr}");
    }
}

/// The rows of the first table.
///
/// # Panics
///
/// Where there are none.
pub fn rows(json: &Value) -> Vec<Value> {
    json["tables"][0]["rows"].as_array().expect("rows").clone()
}

/// The lines below the first table.
///
/// # Panics
///
/// Where there are none.
pub fn notes(json: &Value) -> Vec<&str> {
    let notes = json["tables"][0]["notes"].as_array().expect("notes");
    notes
        .iter()
        .map(|note| note.as_str().expect("a line"))
        .collect()
}

/// What a program has printed.
///
/// # Panics
///
/// Where that is not UTF-8.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it prints UTF-8")
}
