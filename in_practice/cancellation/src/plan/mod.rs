//! The tables: one per part, one row per version.

pub mod columns;

use std::time::Duration;

use clap::ValueEnum;
use measure::words::counted;
use measure::{Options, Row, Table, Version, sizes};

use crate::work::{Answer, Work};

/// Largest number of records.
const MOST_RECORDS: usize = 100_000;

/// Largest number of requests, each of which has a connection.
const MOST_REQUESTS: usize = 400;

/// Number of transfers: eight for each of their three awaits. `try_join_all`
/// awaits up to 30 futures together.
const TRANSFERS: usize = 24;

/// Numbers of requests, one of which fails: the most that `try_join_all`
/// awaits together, and one more.
const TOGETHER: usize = 30;

/// Time limit of a row.
const DEADLINE: Duration = Duration::from_secs(60);

/// Options besides those of all comparisons.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Parts to run (default: all)
    #[arg(value_enum)]
    parts: Vec<Part>,

    /// Number of records to send
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    #[arg(value_parser = sizes::count(MOST_RECORDS))]
    records: usize,

    /// Number of requests in flight at the signal
    #[arg(long, value_name = "N", default_value_t = 100)]
    #[arg(value_parser = sizes::count(MOST_REQUESTS))]
    requests: usize,
}

/// A part, with its own table.
#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// Records in a select! loop, beside a ticker
    Bytes,
    /// Transfers that are cancelled at each of their awaits
    Transfers,
    /// Requests of which one hangs and one fails
    Errors,
    /// A server that gets SIGTERM while requests are in flight
    Shutdown,
}

/// Makes one table per part.
pub fn plan(
    versions: &'static [Version<Work, Answer>],
    arguments: &Arguments,
    _options: &Options,
) -> Result<Vec<Table<Work, Answer>>, String> {
    let wanted = |part: &&Part| {
        arguments.parts.is_empty() || arguments.parts.contains(part)
    };
    let parts = Part::value_variants().iter().filter(wanted);
    let tables: Vec<_> = parts
        .map(|part| part.table(versions, arguments))
        .filter(|table| !table.rows.is_empty())
        .collect();
    if tables.is_empty() {
        return Err("shutdown needs SIGTERM, which only Unix has".to_owned());
    }
    Ok(tables)
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Part::Bytes => "bytes",
            Part::Transfers => "transfers",
            Part::Errors => "errors",
            Part::Shutdown => "shutdown",
        }
    }

    fn table(
        self,
        versions: &'static [Version<Work, Answer>],
        arguments: &Arguments,
    ) -> Table<Work, Answer> {
        let (title, columns) = match self {
            Part::Bytes => (
                format!(
                    "{}, sent 20 bytes at a time, with a tick after each piece",
                    counted(arguments.records, "record of 8 bytes")
                ),
                columns::BYTES,
            ),
            Part::Transfers => (
                format!(
                    "{TRANSFERS} transfers, stopped at each of their three \
                     awaits and cancelled: half done"
                ),
                columns::TRANSFERS,
            ),
            Part::Errors => (
                "Requests at once: the first one hangs, the last one fails"
                    .to_owned(),
                columns::ERRORS,
            ),
            Part::Shutdown => (
                format!(
                    "SIGTERM with {} in flight; SIGKILL after 3 s",
                    counted(arguments.requests, "request")
                ),
                columns::SHUTDOWN,
            ),
        };
        let versions = versions.iter();
        let versions = versions.filter(|version| version.is_in(self.name()));
        let rows = versions.flat_map(|version| self.rows(version, arguments));
        Table::new(self.name(), title, rows.collect(), columns)
    }

    fn rows(
        self,
        version: &Version<Work, Answer>,
        arguments: &Arguments,
    ) -> Vec<Row<Work>> {
        let row = |size| Row::new(version, Work { size }).deadline(DEADLINE);
        match self {
            Part::Bytes => vec![row(arguments.records)],
            Part::Transfers => vec![row(TRANSFERS)],
            Part::Errors => [TOGETHER, TOGETHER + 1]
                .map(|size| {
                    row(size).label(format!("{} ({size})", version.label()))
                })
                .into(),
            Part::Shutdown => vec![row(arguments.requests)],
        }
    }
}
