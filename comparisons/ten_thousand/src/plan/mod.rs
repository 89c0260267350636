//! The table: a row for each version and number of requests.

mod notes;
pub mod sizes;

use std::time::Duration;

use measure::words::{counted, grouped};
use measure::{Column as AnyColumn, Options, Row, Table, Version};

use self::sizes::{Arguments, Sizes};
use crate::versions::http2;
use crate::work::{Answers, Work};

/// How much longer than the waiting alone a version may take.
const GRACE: Duration = Duration::from_secs(90);

/// Files that a process has open besides its connections.
const OTHER_FILES: usize = 50;

type Column = AnyColumn<Work, Answers>;

/// The usual columns, with the wall time in delays instead of the speed-up.
pub const COLUMNS: &[Column] = &[
    Column::WALL,
    AnyColumn {
        heading: "delays",
        meaning: "the wall time, divided by the time that the site takes",
        value: |row| Some(row.wall()? / row.row.work.delay),
        ..Column::SPEEDUP
    },
    Column::CPU,
    Column::SERVER_CPU,
    Column::MEMORY,
    Column::PAGE_TABLES,
    Column::THREADS,
    Column::IN_FLIGHT,
];

/// Makes the table.
///
/// # Errors
///
/// Where a process may not have so many connections. If the system does not
/// allow for so many threads, their row says so.
pub fn plan(
    versions: &'static [Version<Work, Answers>],
    arguments: &Arguments,
    options: &Options,
) -> Result<Vec<Table<Work, Answers>>, String> {
    let sizes = Sizes::new(arguments);
    let wanted = versions
        .iter()
        .filter(|version| options.wants(version.name));
    let wanted: Vec<_> = wanted.collect();
    check(&wanted, sizes.requests)?;
    let rows = wanted.iter().flat_map(|version| rows(version, &sizes));
    let mut table =
        Table::new("ten_thousand", title(&sizes), rows.collect(), COLUMNS);
    table.expected = Some(Answers::default());
    table.notes = Box::new(move |rows| notes::notes(&sizes, rows));
    Ok(vec![table])
}

/// Refuses more requests than a process may have connections.
fn check(
    versions: &[&Version<Work, Answers>],
    requests: usize,
) -> Result<(), String> {
    let all_share = versions.iter().all(|version| version.name == "http2");
    let connections = if all_share {
        http2::CONNECTIONS
    } else {
        requests
    };
    let needed = connections + OTHER_FILES;
    let Some(limit) = measure::raise_open_files() else {
        return Ok(());
    };
    let limit = limit as usize;
    if needed <= limit {
        return Ok(());
    }
    Err(format!(
        "{} need {} open files, but a process may have {} (ulimit -n); {} \
         would fit",
        counted(requests, "request"),
        grouped(needed),
        grouped(limit),
        grouped(limit.saturating_sub(OTHER_FILES))
    ))
}

/// A row for each step.
fn rows(version: &Version<Work, Answers>, sizes: &Sizes) -> Vec<Row<Work>> {
    let row = |requests| {
        let delay = sizes.delay(requests);
        let label = format!("{} {}", version.label(), grouped(requests));
        Row::new(version, Work::new(requests, delay, sizes.buffer))
            .label(label)
            .deadline(delay + GRACE)
    };
    sizes.steps().into_iter().map(row).collect()
}

/// Says what is measured.
fn title(sizes: &Sizes) -> String {
    let seconds = |requests| sizes.delay(requests).as_secs_f64();
    let mut title = format!(
        "{} of {} s at once",
        counted(sizes.requests, "request"),
        seconds(sizes.requests)
    );
    for step in sizes.steps().iter().rev().skip(1) {
        let step = *step;
        title += &format!(", {}", grouped(step));
        if seconds(step) != seconds(sizes.requests) {
            title += &format!(" of {} s", seconds(step));
        }
    }
    title
}
