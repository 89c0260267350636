//! The tables: one per part, one row per version and number of workers.

pub mod columns;

use std::time::Duration;

use clap::ValueEnum;
use measure::words::counted;
use measure::{Options, Row, Table, Version, sizes};

use crate::work::{Answer, Work};

/// Largest number of jobs.
const MOST_JOBS: usize = 100_000;

/// Random points per job, which take about half a second.
const SAMPLES: u64 = 280_000_000;

/// Time limit of a row.
const DEADLINE: Duration = Duration::from_secs(60);

/// Options besides those of all comparisons.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Parts to run (default: all)
    #[arg(value_enum)]
    parts: Vec<Part>,

    /// Number of jobs
    #[arg(long, value_name = "N", default_value_t = 8)]
    #[arg(value_parser = sizes::count(MOST_JOBS))]
    jobs: usize,
}

/// A part, with its own table.
#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// An array of jobs that compute
    Array,
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
    Ok(parts
        .map(|part| part.table(versions, arguments))
        .filter(|table| !table.rows.is_empty())
        .collect())
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Part::Array => "array",
        }
    }

    fn table(
        self,
        versions: &'static [Version<Work, Answer>],
        arguments: &Arguments,
    ) -> Table<Work, Answer> {
        let (title, columns) = match self {
            Part::Array => (
                format!(
                    "{} of {SAMPLES} random points each",
                    counted(arguments.jobs, "chunk")
                ),
                columns::ARRAY,
            ),
        };
        let versions = versions.iter();
        let versions = versions.filter(|version| version.is_in(self.name()));
        let rows = versions.flat_map(|version| {
            [1, 2].map(|workers| {
                let work = Work {
                    jobs: arguments.jobs,
                    samples: SAMPLES,
                    workers,
                };
                let label = format!("{} ({workers})", version.label());
                Row::new(version, work).label(label).deadline(DEADLINE)
            })
        });
        Table::new(self.name(), title, rows.collect(), columns)
    }
}
