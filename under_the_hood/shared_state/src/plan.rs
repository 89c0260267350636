//! The sizes, the columns of the table, and the note below it.

use std::time::Duration;

use measure::{
    Column as AnyColumn, Measured, Notes, Options, Row, Table, Version, find,
    sizes,
};

use crate::counted::{Additions, Counted};

type Column = AnyColumn<Additions, Counted>;

/// Maximum number of additions per thread. At 100 ns each, they take 100 s.
const MOST: usize = 1_000_000_000;

/// Maximum number of threads. More of them show nothing new.
const MOST_THREADS: usize = 64;

/// Number of runs per version. No two runs of contending threads are alike.
pub const RUNS: usize = 5;

/// Time limit per addition, and the time that is allowed on top.
const PATIENCE: Duration = Duration::from_micros(1);
const GRACE: Duration = Duration::from_secs(30);

/// The command line.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Number of additions per thread
    #[arg(long, value_name = "N", default_value_t = 10_000_000)]
    #[arg(value_parser = sizes::count(MOST))]
    additions: usize,

    /// Number of threads
    #[arg(long, value_name = "N", default_value_t = 2)]
    #[arg(value_parser = sizes::count(MOST_THREADS))]
    threads: usize,
}

/// The columns.
pub const COLUMNS: &[Column] = &[
    AnyColumn {
        heading: "counted",
        meaning: "the counter at the end",
        width: 10,
        value: |row| Some(row.answer()?.number() as f64),
        ..Column::THREADS
    },
    AnyColumn {
        heading: "lost",
        meaning: "additions that are missing from it",
        width: 10,
        value: |row| lost(row).map(|lost| lost as f64),
        ..Column::THREADS
    },
    Column::WALL_MILLIS,
    Column::SPEEDUP,
    Column::CPU_MILLIS,
    AnyColumn {
        heading: "per addition",
        meaning: "CPU time per addition, in nanoseconds",
        width: 11,
        decimals: 2,
        unit: " ns",
        value: |row| {
            let cpu = row.figures()?.cpu()?.as_secs_f64();
            Some(cpu * 1e9 / row.row.work.all() as f64)
        },
    },
];

/// Returns the table.
pub fn plan(
    versions: &'static [Version<Additions, Counted>],
    arguments: &Arguments,
    _options: &Options,
) -> Result<Vec<Table<Additions, Counted>>, String> {
    let additions = Additions {
        threads: arguments.threads as u64,
        each: arguments.additions as u64,
    };
    let deadline = PATIENCE.mul_f64(additions.all() as f64) + GRACE;
    let row = |version| Row::new(version, additions).deadline(deadline);
    let rows = versions.iter().map(row).collect();
    let mut table = Table::new("counter", title(additions), rows, COLUMNS);
    table.expected = Some(Counted::Exactly(additions.all()));
    table.notes = Box::new(move |rows| notes(additions, rows));
    Ok(vec![table])
}

fn title(additions: Additions) -> String {
    let Additions { threads, each } = additions;
    let cores = command_line::cores();
    format!(
        "Threads: {threads}; each adds 1 to a counter {each} times. \
         Cores to use: {cores}"
    )
}

/// Returns the number of additions that are missing from a row's counter.
fn lost(row: &Measured<Additions, Counted>) -> Option<u64> {
    Some(row.row.work.all() - row.answer()?.number())
}

fn notes(additions: Additions, rows: &[Measured<Additions, Counted>]) -> Notes {
    let mut notes = Notes::default();
    notes.figure("threads", additions.threads as f64);
    notes.figure("each", additions.each as f64);
    let lost = find(rows, "lost_updates").and_then(lost);
    let share = lost.map(|lost| lost as f64 / additions.all() as f64);
    notes.figure("lost", share);
    notes.lines.extend(share.map(|share| {
        let percent = 100.0 * share;
        format!("lost updates: {percent:.1}% of all additions went missing.")
    }));
    notes
}
