//! What is measured: the sizes of the Python original, or smaller ones.

use std::time::Duration;

use measure::words::counted;
use measure::{Column, Options, Refusal, Row, Table, sizes};

use crate::COMPARISON;
use crate::done::Done;
use crate::notes;
use crate::work::Work;

/// The most items, and the most of them at once: each of those may have a
/// thread and a connection.
const MOST: usize = 1_000_000;
const MOST_AT_ONCE: usize = 10_000;

/// The longest delay, and the longest computation, in seconds: the site waits
/// no longer.
const LONGEST: f64 = 10.0;

/// How much longer than one item after another a way may take: so many times,
/// and this on top, on a machine that is busy with something else.
const PATIENCE: u32 = 4;
const GRACE: Duration = Duration::from_secs(30);

/// What `mixed_workload` takes on its command line.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How many items are fetched and computed
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST), allow_negative_numbers = true)]
    items: Option<usize>,

    /// How long the site takes for an item, in seconds
    #[arg(long, value_name = "S", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    #[arg(allow_negative_numbers = true)]
    delay: Option<Duration>,

    /// How long a core computes an item, in seconds
    #[arg(long, value_name = "S", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    #[arg(allow_negative_numbers = true)]
    work: Option<Duration>,

    /// How many items may be begun and not yet done
    #[arg(long, value_name = "N", default_value_t = 100)]
    #[arg(value_parser = sizes::count(MOST_AT_ONCE))]
    #[arg(allow_negative_numbers = true)]
    at_once: usize,

    /// Print which threads fetched and which computed how many items
    #[arg(long)]
    identities: bool,
}

/// The numbers of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// How many items there are.
    pub items: usize,
    /// How long the site takes for each of them.
    pub delay: Duration,
    /// How long a core takes for each of them.
    pub work: Duration,
    /// How many may be begun and not yet done.
    pub at_once: usize,
    /// How many cores this process may use.
    pub cores: usize,
}

impl Sizes {
    /// The sizes of the Python original.
    fn published(at_once: usize) -> Sizes {
        Sizes {
            items: 10,
            delay: Duration::from_secs(2),
            work: Duration::from_secs(1),
            at_once,
            cores: command_line::cores(),
        }
    }

    /// What was asked for. Without anything, sizes with which all ways take
    /// about 15 s together.
    fn new(arguments: &Arguments, options: &Options) -> Sizes {
        let published = Sizes::published(arguments.at_once);
        if options.as_published {
            return published;
        }
        Sizes {
            items: arguments.items.unwrap_or(published.items),
            delay: arguments.delay.unwrap_or(published.delay / 5),
            work: arguments.work.unwrap_or(published.work / 5),
            ..published
        }
    }

    /// How many items can be begun and not yet done.
    pub fn begun(&self) -> usize {
        self.at_once.min(self.items)
    }
}

/// Makes the table.
pub fn plan(
    arguments: &Arguments,
    options: &Options,
) -> Result<Vec<Table<Work, Done>>, Refusal> {
    let sizes = Sizes::new(arguments, options);
    // Nothing is computed where nothing is to be run.
    let rounds = match options.dry_run {
        true => 0,
        false => calibrate::rounds(sizes.work),
    };
    Ok(vec![table(sizes, rounds, arguments.identities)])
}

fn table(sizes: Sizes, rounds: u64, identities: bool) -> Table<Work, Done> {
    let work = Work {
        url: format!("/delay/{}?item=", sizes.delay.as_secs_f64()),
        items: sizes.items as u64,
        at_once: sizes.begun(),
        workers: sizes.cores,
        rounds,
    };
    let one_after_another = (sizes.delay + sizes.work) * sizes.items as u32;
    let deadline = one_after_another * PATIENCE + GRACE;
    let rows = COMPARISON.ways.iter();
    let rows = rows.map(|way| Row::new(way, &work).deadline(deadline));
    let mut table = Table::new("items", title(sizes), rows.collect());
    table.columns = columns(sizes);
    table.notes = Box::new(move |rows| {
        let mut lines = notes::all(sizes, rows);
        if identities {
            lines.extend(rows.iter().flat_map(notes::identities));
        }
        lines
    });
    table
}

fn columns(sizes: Sizes) -> Vec<Column<Done>> {
    let bound = Column {
        heading: "÷ bound".to_owned(),
        value: Box::new(move |row| notes::to_bound(sizes, row)),
        ..Column::speedup()
    };
    let alive: Column<Done> = Column {
        heading: "alive".to_owned(),
        width: 5,
        value: Box::new(|row| Some(row.answer()?.alive as f64)),
        ..Column::in_flight()
    };
    // A line has 100 characters.
    let memory = Column {
        width: 9,
        ..Column::memory()
    };
    vec![
        Column::wall(),
        bound,
        Column::speedup(),
        Column::cpu(),
        memory,
        Column::threads(),
        Column::in_flight(),
        alive,
        Column::switches(),
    ]
}

/// Says what is measured, and what the Python original has measured.
fn title(sizes: Sizes) -> String {
    let published = Sizes::published(sizes.at_once);
    let seconds = Duration::as_secs_f64;
    let original = if sizes == published {
        "as in the Python original".to_owned()
    } else {
        format!(
            "in the Python original {} of {} s and {} s: --as-published",
            published.items,
            seconds(&published.delay),
            seconds(&published.work)
        )
    };
    format!(
        "{}, each fetched in {} s, then computed in {} s\n({original})",
        counted(sizes.items, "item"),
        seconds(&sizes.delay),
        seconds(&sizes.work)
    )
}
