//! The tables.

use clap::ValueEnum;
use measure::words::grouped;
use measure::{Column as AnyColumn, Options, Row, Table, Version, sizes};

use crate::work::{Answer, Kind, Work};

type Column = AnyColumn<Work, Answer>;

/// Most of anything.
const MOST: usize = 1_000_000_000;

/// Number of additions, limit of the primes, number of calls and of numbers,
/// and rounds of mixing per thread. Python takes about a second for each.
const ADDITIONS: u64 = 20_000_000;
const LIMIT: u64 = 2_000_000;
const CALLS_MADE: u64 = 1_000_000;
const NUMBERS: u64 = 1_000_000;
const ROUNDS: u64 = 50_000_000;

/// Command-line options of `from_python`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Parts to run
    #[arg(value_enum, default_values = ["additions", "primes", "calls", "squares", "gil"])]
    parts: Vec<Part>,

    /// Size of each part, instead of its own
    #[arg(long, value_name = "N")]
    #[arg(value_parser = sizes::count(MOST))]
    size: Option<usize>,
}

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// A loop of additions
    Additions,
    /// A sieve, which returns a list
    Primes,
    /// The price of a call
    Calls,
    /// The price of a conversion
    Squares,
    /// Two threads, with and without the GIL
    Gil,
}

/// Columns of the first tables.
pub const COLUMNS: &[Column] = &[
    Column::WALL_MILLIS,
    Column::SPEEDUP,
    Column::CPU_MILLIS,
    Column::MEMORY,
];

/// Columns of the calls.
pub const CALLS: &[Column] = &[
    Column::WALL_MILLIS,
    Column::SPEEDUP,
    AnyColumn {
        heading: "per call",
        meaning: "wall time per call",
        width: 9,
        decimals: 1,
        unit: " ns",
        value: |row| Some(row.wall()? * 1e9 / row.row.work.size as f64),
    },
];

/// Columns of the threads.
pub const GIL: &[Column] = &[
    Column::WALL_MILLIS,
    Column::SPEEDUP,
    Column::CPU_MILLIS,
    AnyColumn {
        heading: "inside",
        meaning: "peak number of threads that computed at a time",
        width: 7,
        value: |row| Some(row.answer()?.inside? as f64),
        ..Column::THREADS
    },
    AnyColumn {
        heading: "longest gap",
        meaning: "longest gap between two ticks of an asyncio task",
        value: |row| Some(row.answer()?.longest_gap? * 1e3),
        ..Column::USER_MILLIS
    },
];

/// Makes the tables.
pub fn plan(
    versions: &'static [Version<Work, Answer>],
    arguments: &Arguments,
    _options: &Options,
) -> Result<Vec<Table<Work, Answer>>, String> {
    let table = |part: &Part| {
        let (kind, size, names, columns): (_, _, &[&str], _) = match part {
            Part::Additions => (
                Kind::Additions,
                ADDITIONS,
                &["plain", "called", "rust_alone"],
                COLUMNS,
            ),
            Part::Primes => (
                Kind::Primes,
                LIMIT,
                &["plain", "called", "rust_alone"],
                COLUMNS,
            ),
            Part::Calls => (
                Kind::Calls,
                CALLS_MADE,
                &["empty_python", "empty_rust"],
                CALLS,
            ),
            Part::Squares => (
                Kind::Squares,
                NUMBERS,
                &["python_list", "rust_list", "rust_buffer"],
                COLUMNS,
            ),
            Part::Gil => (
                Kind::Threads,
                ROUNDS,
                &["held", "detached", "rust_threads"],
                GIL,
            ),
        };
        let size = arguments.size.map_or(size, |size| size as u64);
        let row = |name: &&str| {
            let version = versions.iter().find(|it| it.name == *name);
            Row::new(version.expect("it is listed"), Work { kind, size })
        };
        let rows = names.iter().map(row).collect();
        Table::new(name(*part), title(*part, size as usize), rows, columns)
    };
    Ok(arguments.parts.iter().map(table).collect())
}

fn name(part: Part) -> String {
    format!("{part:?}").to_lowercase()
}

fn title(part: Part, size: usize) -> String {
    let size = grouped(size);
    match part {
        Part::Additions => format!("{size} additions"),
        Part::Primes => format!("A list of the primes up to {size}"),
        Part::Calls => format!("{size} calls of an empty function"),
        Part::Squares => {
            format!("The squares of {size} numbers, added up ten times")
        }
        Part::Gil => format!("Two threads, each with {size} rounds"),
    }
}
