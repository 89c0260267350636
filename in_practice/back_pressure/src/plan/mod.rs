//! The tables: one per part, with one row per version and load.

mod columns;
mod notes;
pub mod sizes;

use std::time::Duration;

use measure::{Column, Options, Row, Table, Version};

use self::sizes::{Arguments, LOADS, Part};
use crate::outcome::Outcome;
use crate::work::Work;

/// Columns of all tables, for `--help`.
pub const COLUMNS: &[&[Column<Work, Outcome>]] =
    &[columns::LOAD, columns::CLOSED, columns::RETRIES];

/// Folder of the Python versions.
pub const PYTHON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/python");

/// Versions of a service whose latency is that of `unbounded`. They have a row
/// at the largest load only.
const LIKE_UNBOUNDED: [&str; 2] = ["semaphore", "bounded_queue"];

/// Time limit on a busy machine: a multiple of the longest a row can take, and
/// a fixed part.
const PATIENCE: u32 = 4;
const GRACE: Duration = Duration::from_secs(30);

/// Makes one table per part.
pub fn plan(
    versions: &'static [Version<Work, Outcome>],
    arguments: &Arguments,
    _options: &Options,
) -> Result<Vec<Table<Work, Outcome>>, String> {
    let table = |part: &Part| {
        let part = *part;
        let columns = match part {
            Part::Load => columns::LOAD,
            Part::Closed => columns::CLOSED,
            Part::Retries => columns::RETRIES,
        };
        let rows = match part {
            Part::Load => load(versions, arguments),
            Part::Closed => closed(versions, arguments),
            Part::Retries => retries(versions, arguments),
        };
        let rows = rows.into_iter().map(|row| {
            // The queue of the largest load is served after the last arrival.
            let largest = (row.work.rate / sizes::capacity()).max(1.0);
            let longest = arguments.duration(part).mul_f64(largest);
            row.deadline(longest * PATIENCE + GRACE)
        });
        let title = title(part, arguments);
        let mut table = Table::new(part.name(), title, rows.collect(), columns);
        table.notes = Box::new(move |rows| notes::notes(part, rows));
        table
    };
    Ok(arguments.parts.iter().map(table).collect())
}

type Rows = Vec<Row<Work>>;

/// Returns the rows of a service: all versions at the largest load, and those
/// whose latency differs at each.
fn load(
    versions: &'static [Version<Work, Outcome>],
    arguments: &Arguments,
) -> Rows {
    let mut loads = match arguments.load.is_empty() {
        true => LOADS.to_vec(),
        false => arguments.load.clone(),
    };
    loads.sort_unstable();
    let largest = loads.last().copied();
    let rows = loads.iter().flat_map(|load| {
        let versions = versions.iter().filter(move |version| {
            version.is_in("load")
                && (Some(*load) == largest
                    || !LIKE_UNBOUNDED.contains(&version.name))
        });
        versions.map(|version| row(version, arguments, Part::Load, *load))
    });
    rows.collect()
}

/// Returns the rows of open and closed loops: with a server that stands still
/// once, and with one that has too much to do.
fn closed(
    versions: &'static [Version<Work, Outcome>],
    arguments: &Arguments,
) -> Rows {
    let mut rows = Vec::new();
    for (load, stall, clients) in
        [(50, sizes::STALL, sizes::FEW), (150, 0.0, sizes::MANY)]
    {
        let what = if stall > 0.0 { "stall" } else { "overload" };
        for version in versions.iter().filter(|it| it.is_in("closed")) {
            let mut row = row(version, arguments, Part::Closed, load);
            row.work.stall = row.work.duration * stall;
            row.work.clients = clients;
            rows.push(row.label(format!("{}, {what}", version.label())));
        }
    }
    rows
}

/// Returns the rows of clients that retry: at several loads, and with requests
/// that all arrive together.
fn retries(
    versions: &'static [Version<Work, Outcome>],
    arguments: &Arguments,
) -> Rows {
    let loads = match arguments.load.is_empty() {
        true => vec![50, 150],
        false => arguments.load.clone(),
    };
    let loads = loads.into_iter().map(Some).chain([None]);
    let rows = loads.flat_map(|load| {
        let versions = versions.iter().filter(|it| it.is_in("retries"));
        versions.map(move |version| {
            let load_or_full = load.unwrap_or(100);
            let mut row = row(version, arguments, Part::Retries, load_or_full);
            row.work.fails = sizes::FAILS;
            if load.is_none() {
                row.work.burst = sizes::BURST;
                row = row.label(format!("{} burst", version.label()));
            }
            row
        })
    });
    rows.collect()
}

/// Returns the row of a version at a load in percent of the capacity.
fn row(
    version: &Version<Work, Outcome>,
    arguments: &Arguments,
    part: Part,
    load: usize,
) -> Row<Work> {
    let work = Work {
        places: sizes::PLACES,
        service: sizes::SERVICE.as_secs_f64(),
        limit: sizes::LIMIT,
        admitted: sizes::capacity() * sizes::ADMITTED,
        body: sizes::BODY,
        rate: sizes::capacity() * load as f64 / 100.0,
        duration: arguments.duration(part).as_secs_f64(),
        burst: 0,
        seed: arguments.seed as u64,
        fails: 0,
        attempts: sizes::ATTEMPTS,
        stall: 0.0,
        clients: 0,
    };
    Row::new(version, work).label(format!("{} {load}%", version.label()))
}

fn title(part: Part, arguments: &Arguments) -> String {
    let (places, service) = (sizes::PLACES, sizes::SERVICE.as_secs_f64());
    let seconds = arguments.duration(part).as_secs_f64();
    let server = format!("{places} places, {service} s per request");
    match part {
        Part::Load => format!(
            "load: {server}\n(requests arrive for {seconds} s, in percent of \
             what the server can serve)"
        ),
        Part::Closed => format!(
            "closed: {server}, for {seconds} s\n(stall: 50% or {} clients, \
             and it stands still for {:.2} s; overload: 150% or {} clients)",
            sizes::FEW,
            seconds * sizes::STALL,
            sizes::MANY
        ),
        Part::Retries => format!(
            "retries: {server}, one in {} fails\n(at most {} attempts; \
             requests arrive for {seconds} s, or {} in a burst)",
            sizes::FAILS,
            sizes::ATTEMPTS,
            sizes::BURST
        ),
    }
}
