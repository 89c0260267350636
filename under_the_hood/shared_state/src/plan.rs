//! What is measured, and what is said of it.

use std::time::Duration;

use measure::{
    Column as AnyColumn, Measured, Notes, Options, Row, Table, Version, find,
    sizes,
};

use crate::counted::{Additions, Counted};

type Column = AnyColumn<Additions, Counted>;

/// The most additions of a thread: at 100 ns each, they take 100 s.
const MOST: usize = 1_000_000_000;

/// The most threads: more of them show nothing else.
const MOST_THREADS: usize = 64;

/// How often each version is run: threads that contend are never twice the same.
pub const RUNS: usize = 5;

/// How long a version may take for one addition, and on top of all of them.
const PATIENCE: Duration = Duration::from_micros(1);
const GRACE: Duration = Duration::from_secs(30);

/// What `shared_state` takes on its command line.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How often each thread adds one
    #[arg(long, value_name = "N", default_value_t = 10_000_000)]
    #[arg(value_parser = sizes::count(MOST))]
    additions: usize,

    /// How many threads add
    #[arg(long, value_name = "N", default_value_t = 2)]
    #[arg(value_parser = sizes::count(MOST_THREADS))]
    threads: usize,
}

/// The columns.
pub const COLUMNS: &[Column] = &[
    AnyColumn {
        heading: "counted",
        meaning: "what the counter showed in the end",
        width: 10,
        value: |row| Some(row.answer()?.number() as f64),
        ..Column::THREADS
    },
    AnyColumn {
        heading: "lost",
        meaning: "additions that it does not show",
        width: 10,
        value: |row| lost(row).map(|lost| lost as f64),
        ..Column::THREADS
    },
    Column::WALL_MILLIS,
    Column::SPEEDUP,
    Column::CPU_MILLIS,
    AnyColumn {
        heading: "per addition",
        meaning: "nanoseconds of the CPU for each addition",
        width: 11,
        decimals: 2,
        unit: " ns",
        value: |row| {
            let cpu = row.figures()?.cpu()?.as_secs_f64();
            Some(cpu * 1e9 / row.row.work.all() as f64)
        },
    },
];

/// Makes the table.
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

/// How many additions the counter of a row does not show.
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
        format!("Of all additions, {percent:.1} % are lost by lost updates.")
    }));
    notes
}
