//! The tables: one row per version and number of threads.

mod amdahl;
pub mod columns;
mod grain;
mod memory;
mod notes;
mod predicted;
mod sharing;
mod sieve;
pub mod sizes;

use measure::{Options, Row, Table, Version};

use self::sizes::{Arguments, Part};
use crate::work::{Answer, Work};

type Versions = &'static [Version<Work, Answer>];

/// Makes the tables of the parts.
pub fn plan(
    versions: Versions,
    arguments: &Arguments,
    options: &Options,
) -> Result<Vec<Table<Work, Answer>>, String> {
    if arguments.limit < 2 {
        return Err("there are no primes up to 1".to_owned());
    }
    // A dry run needs no calibration.
    let rounds = match options.dry_run {
        true => 0,
        false => calibrate::rounds(arguments.work),
    };
    let tables = Tables {
        versions,
        arguments,
        rounds,
    };
    let of_part = |part: &Part| match part {
        Part::Sieve => vec![tables.sieve()],
        Part::Amdahl => vec![tables.amdahl()],
        Part::Grain => vec![tables.grain(), tables.balance()],
        Part::Sharing => vec![tables.counters(), tables.map()],
        Part::Memory => {
            vec![tables.new_pages(), tables.bandwidth(), tables.latency()]
        }
    };
    Ok(arguments.parts.iter().flat_map(of_part).collect())
}

struct Tables<'a> {
    versions: Versions,
    arguments: &'a Arguments,
    /// Rounds of mixing that take the time of the work.
    rounds: u64,
}

impl Tables<'_> {
    /// Returns 1, the number of threads, and twice as many.
    fn numbers_of_threads(&self) -> impl Iterator<Item = usize> + use<> {
        let threads = self.arguments.threads();
        let mut numbers = vec![1, threads, 2 * threads];
        numbers.dedup();
        numbers.into_iter()
    }

    fn version(&self, name: &str) -> &'static Version<Work, Answer> {
        let mut versions = self.versions.iter();
        let version = versions.find(|version| version.name == name);
        version.expect("the version is listed")
    }

    fn row(&self, name: &str, suffix: &str, work: Work) -> Row<Work> {
        let row = Row::new(self.version(name), work);
        let label = format!("{}{suffix}", row.label);
        row.label(label)
    }
}

fn table(
    name: &'static str,
    title: String,
    rows: Vec<Row<Work>>,
    columns: &'static [measure::Column<Work, Answer>],
) -> Table<Work, Answer> {
    let mut table = Table::new(name, title, rows, columns);
    table.notes = Box::new(move |rows| notes::notes(name, rows));
    table
}
