//! The tables: one row per version.

pub mod columns;
mod expected;
mod notes;
mod pipe;
mod same_memory;
pub mod sizes;

use std::time::Duration;

use measure::{Options, Row, Table, Version, Workers};

use self::sizes::{Arguments, JOBS_OF_PI, Preset, Sizes};
use crate::work::{Answer, Work};

/// Time limit of a version on a slow machine: a fixed part, and a part per
/// number, limit or sample.
const GRACE: Duration = Duration::from_secs(60);
const TIME_OF_A_NUMBER: Duration = Duration::from_micros(1);
const TIME_OF_A_LIMIT: Duration = Duration::from_millis(10);
const TIME_OF_A_SAMPLE: Duration = Duration::from_nanos(200);

/// Makes one table per preset.
pub fn plan(
    versions: &'static [Version<Work, Answer>],
    arguments: &Arguments,
    options: &Options,
) -> Result<Vec<Table<Work, Answer>>, String> {
    let table = |preset: &Preset| {
        let sizes = preset.sizes(arguments, options.python);
        let versions = versions
            .iter()
            .filter(|version| version.is_in(&preset.name()));
        let rows = versions.flat_map(|version| rows(version, *preset, sizes));
        let rows = rows.collect();
        table(*preset, sizes, rows, arguments.identities)
    };
    Ok(arguments.presets.iter().map(table).collect())
}

fn table(
    preset: Preset,
    sizes: Sizes,
    rows: Vec<Row<Work>>,
    identities: bool,
) -> Table<Work, Answer> {
    let mut table = Table::new(
        preset.name(),
        title(preset, sizes),
        rows,
        columns::columns_of(preset),
    );
    table.expected = expected::answer(&preset.work(sizes));
    table.python_differs = preset == Preset::Pi;
    table.notes = Box::new(move |rows| {
        let mut notes = notes::notes(preset, sizes, rows);
        if identities {
            notes.lines.extend(rows.iter().flat_map(notes::identities));
        }
        notes
    });
    table
}

/// Returns the rows of a version. All of them have the same jobs.
fn rows(
    version: &Version<Work, Answer>,
    preset: Preset,
    sizes: Sizes,
) -> Vec<Row<Work>> {
    let all = sizes.workers;
    let workers = match version.workers {
        Workers::One => vec![1],
        Workers::OneAndThreads if all > 1 => vec![1, all],
        _ => vec![all],
    };
    let row = |workers| {
        let label = match version.workers {
            Workers::One => version.label(),
            _ => format!("{} ({workers})", version.label()),
        };
        let work = Work {
            workers,
            ..preset.work(sizes)
        };
        Row::new(version, work)
            .label(label)
            .deadline(deadline(preset, sizes))
    };
    workers.into_iter().map(row).collect()
}

fn deadline(preset: Preset, sizes: Sizes) -> Duration {
    let size = sizes.size as u32;
    let work = match preset {
        Preset::Squares => TIME_OF_A_NUMBER * size,
        Preset::Primes => TIME_OF_A_LIMIT * size,
        Preset::Pi => TIME_OF_A_SAMPLE * size * JOBS_OF_PI as u32,
    };
    GRACE + work
}

/// Returns the sizes in words, with the published ones.
fn title(preset: Preset, sizes: Sizes) -> String {
    let published = preset.published();
    let original = if sizes == published {
        "as published".to_owned()
    } else {
        format!("--as-published: {}", preset.in_words(published))
    };
    let words = preset.in_words(sizes);
    format!("{}: {words} ({original})", preset.name())
}
