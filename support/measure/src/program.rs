//! The work of `main` in each process of a comparison.

use std::env;
use std::io::{self, Write};
use std::iter;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use command_line::Output;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::arguments;
use crate::comparison::{Comparison, Table};
use crate::options::Options;
use crate::role::{ROLE, SERVE};
use crate::row::{Language, Row};
use crate::{
    child, interrupt, json, progress, runs, scratch, server, system, text,
};

/// Environment variable with the name of a file for the figures, as `--json`
/// prints them. The text is printed as well, from the same run.
const FIGURES_JSON: &str = "FIGURES_JSON";

/// Runs a comparison: the whole body of its `main`.
///
/// If this process was started to run one version or to serve requests, it does
/// only that. Returns the program's exit status: 0, or 1 if a version failed or
/// if the machine does not allow for these sizes.
#[must_use]
pub fn main<Arguments, Work, Answer>(
    comparison: &Comparison<Arguments, Work, Answer>,
) -> ExitCode
where
    Arguments: Args,
    Work: Clone + Serialize + DeserializeOwned,
    Answer: Clone + Serialize + DeserializeOwned,
{
    // This comes first because a worker process does its work in there, and
    // ends.
    procspawn::ProcConfig::new()
        .pass_args(false)
        .config_callback(system::end_with_parent)
        .init();
    command_line::explain_failed_output();
    command_line::accept_signals();
    let role = env::var(ROLE).unwrap_or_default();
    match (role.as_str(), &comparison.server) {
        ("", _) => compare(comparison),
        (SERVE, Some(server)) => server::serve(server),
        (name, _) => child::run(name, comparison.versions),
    }
}

/// Measures what the command line asks for, and prints it.
fn compare<Arguments, Work, Answer>(
    comparison: &Comparison<Arguments, Work, Answer>,
) -> ExitCode
where
    Arguments: Args,
    Work: Clone + Serialize + DeserializeOwned,
    Answer: Clone + Serialize + DeserializeOwned,
{
    let (arguments, mut options) = arguments::parse(comparison);
    // All versions inherit the limits of this process.
    let _ = system::raise_open_files();
    // A plan may write files, which are removed even if it is interrupted.
    if let Err(error) = interrupt::listen() {
        command_line::print_error(&format!(
            "cannot listen for Ctrl-C: {error}"
        ));
        return ExitCode::FAILURE;
    }
    scratch::remove_at_failed_output();
    let planned = (comparison.plan)(comparison.versions, &arguments, &options);
    if let Ok(tables) = &planned {
        // A table whose baseline is in Python says nothing without it.
        options.python |= tables.iter().any(Table::begins_in_python);
    }
    let mut tables = match planned {
        Ok(tables) => chosen(tables, comparison.python, &options),
        Err(limit) => {
            command_line::print_error(&limit);
            return ExitCode::FAILURE;
        }
    };
    if tables.is_empty() {
        let names = options.only.join(", ");
        command_line::print_error(&format!(
            "no table here has a row for {names}"
        ));
        return ExitCode::from(2);
    }
    let runs = options.runs.unwrap_or(comparison.runs);
    if options.dry_run {
        print_plan(&tables, runs, options.json);
        return ExitCode::SUCCESS;
    }
    if comparison.optimised && cfg!(debug_assertions) {
        let name = comparison.name;
        // If stderr is closed, the figures still count.
        let _ = writeln!(
            io::stderr(),
            "Note: this build isn't optimised, so its figures mean little. Run \
             cargo run --release -p {name}"
        );
    }
    // A file that cannot be written is reported before the measurement, not
    // after it.
    let file = match env::var_os(FIGURES_JSON).map(Output::new).transpose() {
        Ok(file) => file,
        Err(error) => {
            command_line::print_error(&error);
            return ExitCode::FAILURE;
        }
    };
    let mut data = Vec::new();
    let mut failed = false;
    let python = match options.python.then(command_line::python).transpose() {
        Ok(python) => python,
        Err(problem) => {
            command_line::print_error(&format!("no rows in Python: {problem}"));
            failed = true;
            tables.iter_mut().for_each(skip_python);
            None
        }
    };
    for table in &tables {
        debug_assert!(comparison.explains(table.columns));
        if !options.json {
            let first = if data.is_empty() { "" } else { "\n" };
            println!("{first}{}\n", table.title);
        }
        let rows =
            runs::measure(comparison, table, &options, python.as_deref());
        progress::clear();
        failed |= rows.iter().any(|row| row.outcome.is_err());
        let notes = (table.notes)(&rows);
        if !options.json {
            print!("{}", text::table(table.columns, &rows));
            println!("\n{}", text::about_runs(&rows));
            text::about_start_up(&rows)
                .iter()
                .for_each(|it| println!("{it}"));
            notes.lines.iter().for_each(|line| println!("{line}"));
        }
        data.push(json::table(table, &rows, &notes, runs));
    }
    let data = json::comparison(comparison.name, data);
    if options.json {
        println!("{data:#}");
    }
    let written = file.map(|file| file.write(&format!("{data:#}\n")));
    if let Some(Err(error)) = written {
        command_line::print_error(&error);
        return ExitCode::FAILURE;
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Returns the tables without the rows that `--only` excludes, and without
/// empty tables. With `--python`, a row whose version also exists in Python is
/// followed by that one.
fn chosen<Work: Clone, Answer>(
    mut tables: Vec<Table<Work, Answer>>,
    python: Option<&str>,
    options: &Options,
) -> Vec<Table<Work, Answer>> {
    for table in &mut tables {
        table.rows.retain(|row| options.wants(row.version));
        if !options.python {
            skip_python(table);
            continue;
        }
        let twin = |row: &Row<Work>| {
            let file = Path::new(python?).join(format!("{}.py", row.version));
            let is_new = row.language == Language::Rust && file.is_file();
            is_new.then(|| row.clone().in_python())
        };
        let rows = table.rows.drain(..);
        let both = rows.flat_map(|row| {
            let twin = twin(&row);
            iter::once(row).chain(twin)
        });
        table.rows = both.collect();
    }
    tables.retain(|table| !table.rows.is_empty());
    tables
}

fn skip_python<Work, Answer>(table: &mut Table<Work, Answer>) {
    table.rows.retain(|row| row.language == Language::Rust);
}

fn print_plan<Work: Serialize, Answer>(
    tables: &[Table<Work, Answer>],
    runs: usize,
    as_json: bool,
) {
    if as_json {
        println!("{:#}", json::plan(tables, runs));
    } else {
        print!("{}", text::plan(tables));
    }
}
