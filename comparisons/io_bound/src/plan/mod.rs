//! The tables: a row for each version, with the sizes that were asked for.

mod notes;
pub mod sizes;

use std::time::Duration;

use command_line::cores;
use measure::words::counted;
use measure::{Column as AnyColumn, Options, Row, Table, Version, Workers};

use self::sizes::{Arguments, Preset, Sizes};
use crate::work::{Page, Work};

/// How much longer than the waiting alone a version may take.
const GRACE: Duration = Duration::from_secs(30);

type Column = AnyColumn<Work, Vec<Page>>;

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

type Versions = &'static [Version<Work, Vec<Page>>];

/// Makes a table of each preset that was asked for.
pub fn plan(
    versions: Versions,
    arguments: &Arguments,
    _options: &Options,
) -> Result<Vec<Table<Work, Vec<Page>>>, String> {
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
) -> Table<Work, Vec<Page>> {
    let rows = versions.iter().map(|version| row(version, sizes)).collect();
    let mut table =
        Table::new(preset.name(), title(preset, sizes), rows, COLUMNS);
    table.expected = Some(vec![Page::read(200); sizes.requests]);
    table.notes = Box::new(move |rows| {
        let mut notes = notes::notes(sizes, rows);
        if identities {
            notes.lines.extend(rows.iter().flat_map(notes::identities));
        }
        notes
    });
    table
}

fn row(version: &Version<Work, Vec<Page>>, sizes: Sizes) -> Row<Work> {
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

/// Says what is measured, and what the Python original has measured.
fn title(preset: Preset, sizes: Sizes) -> String {
    let Sizes {
        requests, delay, ..
    } = sizes;
    let published = preset.published();
    let seconds = delay.as_secs_f64();
    let original = if (requests, delay) == (published.requests, published.delay)
    {
        "as in the Python original".to_owned()
    } else {
        format!(
            "in the Python original {} of {} s: --as-published",
            published.requests,
            published.delay.as_secs_f64()
        )
    };
    let name = preset.name();
    let requests = counted(requests, "request");
    format!("{name}: {requests} of {seconds} s ({original})")
}
