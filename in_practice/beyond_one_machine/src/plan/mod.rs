//! The tables: one per part, one row per version and number of workers, or per
//! fault.

mod array;
pub mod columns;
mod failures;
mod overhead;
mod queue;

use std::io;
use std::rc::Rc;
use std::time::Duration;

use clap::ValueEnum;
use measure::{Options, Scratch, Version, sizes};

use self::queue::QueueArguments;
use crate::array::hosts;
use crate::work::{Answer, Fault, Work};

/// Largest number of jobs.
const MOST_JOBS: usize = 10_000;

/// Largest number of random points per job.
const MOST_SAMPLES: usize = 100_000_000_000;

/// Longest work of a row in seconds.
const MOST_WORK: f64 = 20.0;

/// Time limit of a row.
const DEADLINE: Duration = Duration::from_secs(120);

/// Options besides those of all comparisons.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Parts to run (default: all)
    #[arg(value_enum)]
    parts: Vec<Part>,

    /// Number of jobs (default: 8; queue: 100)
    #[arg(long, value_name = "N", value_parser = sizes::count(MOST_JOBS))]
    jobs: Option<usize>,

    /// Random points per job (default: half a second of work; failures: a
    /// tenth)
    #[arg(long, value_name = "N", value_parser = sizes::count(MOST_SAMPLES))]
    samples: Option<usize>,

    /// Hosts that ssh reaches, with this program at the same path (array)
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    #[arg(value_parser = hosts::name)]
    hosts: Vec<String>,

    /// Only this fault; repeatable (failures)
    #[arg(long, value_enum, value_name = "FAULT")]
    fault: Vec<Fault>,

    /// Seconds of work per row (overhead; default: 2)
    #[arg(long, value_name = "S", value_parser = sizes::seconds(MOST_WORK))]
    work: Option<Duration>,

    #[command(flatten)]
    queue: QueueArguments,
}

/// A part, with its own table.
#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// An array of jobs that compute, with GNU parallel
    Array,
    /// URLs that workers take from a queue in Redis
    Queue,
    /// What is lost, and what is done twice, if something fails
    Failures,
    /// What a job costs besides its work, and from which length it pays
    Overhead,
}

type Table = measure::Table<Work, Answer>;
type Versions = &'static [Version<Work, Answer>];

/// Makes the tables of each part.
pub fn plan(
    versions: Versions,
    arguments: &Arguments,
    _options: &Options,
) -> Result<Vec<Table>, String> {
    let parts = match &arguments.parts[..] {
        [] => Part::value_variants(),
        parts => parts,
    };
    let folder = folder().map_err(|error| {
        format!("cannot use the folder for temporary files: {error}")
    })?;
    let tables = parts.iter().flat_map(|part| match part {
        Part::Array => array::tables(versions, arguments, folder.path()),
        Part::Queue => vec![queue::table(versions, arguments)],
        Part::Failures => failures::tables(versions, arguments, folder.path()),
        Part::Overhead => overhead::tables(versions, arguments, folder.path()),
    });
    Ok(tables.map(|table| keeping(&folder, table)).collect())
}

/// Makes the folder for the files of all engines. It is removed with the last
/// table that needs it.
fn folder() -> io::Result<Rc<Scratch>> {
    Scratch::new("beyond_one_machine").map(Rc::new)
}

/// Returns the table, which keeps the folder until it has been printed.
fn keeping(folder: &Rc<Scratch>, mut table: Table) -> Table {
    let (folder, notes) = (folder.clone(), table.notes);
    table.notes = Box::new(move |rows| {
        debug_assert!(folder.path().is_dir());
        notes(rows)
    });
    table
}

/// Returns the version of this name.
fn version(versions: Versions, name: &str) -> &'static Version<Work, Answer> {
    let found = versions.iter().find(|version| version.name == name);
    found.expect("main lists it")
}
