//! What a comparison's `main` does, in each of the processes that it has.

use std::env;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::arguments::{self, Options};
use crate::comparison::{Comparison, Refusal, Table};
use crate::figures::Measured;
use crate::{interrupt, json, progress, runs, site, system, text, way};

/// What this process is there for, where it is not the one that was started by
/// hand: [`SERVE`], or the name of a way.
pub(crate) const ROLE: &str = "MEASURE_ROLE";

/// The role of the site. No way has such a name.
pub(crate) const SERVE: &str = "/serve";

/// Runs a comparison: this is all that its `main` consists of.
///
/// Where this process was started to run one way or to serve the site, it does
/// that. Returns the status with which the program is to end: 0, 1 where a way
/// has failed or the machine does not allow for what was asked.
#[must_use]
pub fn main<Arguments, Work, Answer>(
    comparison: &Comparison<Arguments, Work, Answer>,
) -> ExitCode
where
    Arguments: Args,
    Work: Clone + Serialize + DeserializeOwned,
    Answer: Clone + Serialize + DeserializeOwned,
{
    // First of all: a worker process does its work in there, and ends.
    procspawn::ProcConfig::new()
        .pass_args(false)
        .config_callback(system::end_with_parent)
        .init();
    command_line::explain_failed_output();
    let role = env::var(ROLE).unwrap_or_default();
    match (role.as_str(), &comparison.site) {
        ("", _) => compare(comparison),
        (SERVE, Some(site)) => site::serve(site),
        (name, _) => way::run(name, comparison.ways),
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
    let (arguments, options) = arguments::parse(comparison);
    // All ways get what this process may have.
    let _ = system::raise_open_files();
    let planned = (comparison.plan)(&arguments, &options)
        .and_then(|tables| chosen(tables, &options));
    let tables = match planned {
        Ok(tables) => tables,
        Err(refusal) => return refuse(&refusal),
    };
    let runs = options.runs.unwrap_or(comparison.runs);
    if options.dry_run {
        print_plan(&tables, runs, options.json);
        return ExitCode::SUCCESS;
    }
    if let Err(error) = interrupt::listen() {
        eprintln!("Error: cannot listen for Ctrl-C: {error}");
        return ExitCode::FAILURE;
    }
    let mut figures = Vec::new();
    let mut failed = false;
    for table in &tables {
        if !options.json {
            let first = if figures.is_empty() { "" } else { "\n" };
            println!("{first}{}\n", table.title);
        }
        let rows = runs::measure(comparison, table, runs);
        progress::clear();
        failed |= rows.iter().any(|row| row.outcome.is_err());
        if !options.json {
            print_table(table, &rows, runs);
        }
        figures.push(json::table(table, &rows, runs));
    }
    if options.json {
        println!("{:#}", json::comparison(comparison.name, figures));
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Leaves out the rows that `--only` does not name, and then empty tables.
fn chosen<Work, Answer>(
    mut tables: Vec<Table<Work, Answer>>,
    options: &Options,
) -> Result<Vec<Table<Work, Answer>>, Refusal> {
    for table in &mut tables {
        table.rows.retain(|row| options.wants(row.way));
    }
    tables.retain(|table| !table.rows.is_empty());
    if tables.is_empty() {
        let names = options.only.join(", ");
        let sentence = format!("nothing here is done by {names}");
        return Err(Refusal::Usage(sentence));
    }
    Ok(tables)
}

fn refuse(refusal: &Refusal) -> ExitCode {
    eprintln!("Error: {refusal}");
    match refusal {
        Refusal::Usage(_) => ExitCode::from(2),
        Refusal::Limit(_) => ExitCode::FAILURE,
    }
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

fn print_table<Work, Answer>(
    table: &Table<Work, Answer>,
    rows: &[Measured<Answer>],
    runs: usize,
) {
    print!("{}", text::table(&table.columns, rows));
    println!("\n{}", text::about_runs(rows, runs));
    for note in (table.notes)(rows) {
        println!("{note}");
    }
}
