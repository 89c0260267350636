//! The tables: one row per version.

mod notes;
pub mod sizes;

use std::time::Duration;

use command_line::cores;
use measure::words::counted;
use measure::{Column as AnyColumn, Options, Row, Table, Version, Workers};

use self::sizes::{Arguments, Preset, Sizes};
use crate::work::{Response, Work};

/// Time that a version may take on top of the delays.
const GRACE: Duration = Duration::from_secs(30);

type Column = AnyColumn<Work, Vec<Response>>;

/// The columns.
pub const COLUMNS: &[Column] = &[
    Column::WALL,
    Column::SPEEDUP,
    Column::CPU,
    Column::SERVER_CPU,
    Column::MEMORY,
    Column::THREADS,
    Column::IN_FLIGHT,
    Column::SWITCHES,
];

type Versions = &'static [Version<Work, Vec<Response>>];

/// Makes one table per preset.
pub fn plan(
    versions: Versions,
    arguments: &Arguments,
    _options: &Options,
) -> Result<Vec<Table<Work, Vec<Response>>>, String> {
    let tables = arguments.presets.iter().map(|preset| {
        let sizes = preset.sizes(arguments);
        table(versions, *preset, sizes, arguments.identities)
    });
    Ok(tables.collect())
}

fn table(
    versions: Versions,
    preset: Preset,
    sizes: Sizes,
    identities: bool,
) -> Table<Work, Vec<Response>> {
    let rows = versions.iter().map(|version| row(version, sizes)).collect();
    let mut table =
        Table::new(preset.name(), title(preset, sizes), rows, COLUMNS);
    table.expected = Some(vec![Response::with_status(200); sizes.requests]);
    table.notes = Box::new(move |rows| {
        let mut notes = notes::notes(sizes, rows);
        if identities {
            notes.lines.extend(rows.iter().flat_map(notes::identities));
        }
        notes
    });
    table
}

fn row(version: &Version<Work, Vec<Response>>, sizes: Sizes) -> Row<Work> {
    let Sizes {
        requests, delay, ..
    } = sizes;
    let label = version.label();
    let (workers, label) = match version.workers {
        Workers::One => (1, label),
        Workers::Each => (requests, label),
        Workers::Cores => (cores(), label),
        Workers::Threads | Workers::OneAndThreads => {
            (sizes.threads, format!("{label} ({})", sizes.threads))
        }
        Workers::Processes => {
            (sizes.processes, format!("{label} ({})", sizes.processes))
        }
    };
    Row::new(version, Work::new(requests, delay, workers))
        .label(label)
        .deadline(delay * requests as u32 + GRACE)
}

/// Returns the sizes in words, with the published ones.
fn title(preset: Preset, sizes: Sizes) -> String {
    let Sizes {
        requests, delay, ..
    } = sizes;
    let published = preset.published();
    let is_published =
        (requests, delay) == (published.requests, published.delay);
    let in_words = |requests, delay: Duration| {
        let seconds = delay.as_secs_f64();
        format!("{} of {seconds} s", counted(requests, "request"))
    };
    let published = if is_published {
        "as published".to_owned()
    } else {
        let words = in_words(published.requests, published.delay);
        format!("--as-published: {words}")
    };
    let (name, words) = (preset.name(), in_words(requests, delay));
    format!("{name}: {words} ({published})")
}
