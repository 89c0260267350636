//! The table: one row per version and number of requests.

mod notes;
pub mod sizes;

use std::time::Duration;

use measure::words::{counted, grouped};
use measure::{Column as AnyColumn, Options, Row, Table, Version};

use self::sizes::{Arguments, Sizes};
use crate::versions::http2;
use crate::work::{Responses, Work};

/// Time that a version may take on top of the delay.
const GRACE: Duration = Duration::from_secs(90);

/// Open files of a process besides its connections.
const OTHER_FILES: usize = 50;

type Column = AnyColumn<Work, Responses>;

/// The usual columns, with the wall time ÷ delay instead of the speedup.
pub const COLUMNS: &[Column] = &[
    Column::WALL,
    AnyColumn {
        heading: "÷ delay",
        meaning: "wall time ÷ the delay of the server",
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
/// Returns an error if a process may not have `requests` connections. If the
/// system does not allow for the threads, their row says so.
pub fn plan(
    versions: &'static [Version<Work, Responses>],
    arguments: &Arguments,
    options: &Options,
) -> Result<Vec<Table<Work, Responses>>, String> {
    let sizes = Sizes::new(arguments);
    let wanted = versions
        .iter()
        .filter(|version| options.wants(version.name));
    let wanted: Vec<_> = wanted.collect();
    check(&wanted, sizes.requests)?;
    // The rows of most requests come first: the others are for comparison.
    let steps = sizes.steps().into_iter().rev();
    let rows = steps.flat_map(|step| {
        wanted.iter().map(move |version| row(version, &sizes, step))
    });
    let mut table =
        Table::new("ten_thousand", title(&sizes), rows.collect(), COLUMNS);
    table.expected = Some(Responses::default());
    table.notes = Box::new(move |rows| notes::notes(&sizes, rows));
    Ok(vec![table])
}

/// Returns an error if a process may not have enough connections.
fn check(
    versions: &[&Version<Work, Responses>],
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

/// Returns the row of a version with `requests` requests.
fn row(
    version: &Version<Work, Responses>,
    sizes: &Sizes,
    requests: usize,
) -> Row<Work> {
    let delay = sizes.delay(requests);
    let label = format!("{} {}", version.label(), grouped(requests));
    Row::new(version, Work::new(requests, delay, sizes.buffer))
        .label(label)
        .deadline(delay + GRACE)
}

/// Returns the sizes in words.
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
