//! What is measured: the sizes of the Python originals, or smaller ones.

use std::time::Duration;

use clap::ValueEnum;
use command_line::cores;
use measure::words::counted;
use measure::{Options, Refusal, Row, Table, Way, sizes};

use crate::COMPARISON;
use crate::notes::{self, default_threads};
use crate::work::{Page, Work};

/// The most requests, each of which may have a thread and a connection.
const MOST: usize = 10_000;

/// The most threads or processes of a pool.
const MOST_WORKERS: usize = 256;

/// The longest delay in seconds, as the site has it.
const LONGEST: f64 = 10.0;

/// How much longer than the waiting alone a way may take.
const GRACE: Duration = Duration::from_secs(30);

/// What `io_bound` takes on its command line.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What to measure; with shorter delays than these, unless --as-published
    /// or --delay is given
    #[arg(value_enum, default_values = ["pages"])]
    presets: Vec<Preset>,

    /// How many requests are made, in place of the preset's number
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST), allow_negative_numbers = true)]
    requests: Option<usize>,

    /// How long the site takes for a request, in seconds
    #[arg(long, value_name = "S", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    #[arg(allow_negative_numbers = true)]
    delay: Option<Duration>,

    /// How many threads and processes the pools have
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_WORKERS), allow_negative_numbers = true)]
    workers: Option<usize>,

    /// Print which process and which thread waited for how many answers
    #[arg(long)]
    identities: bool,
}

/// What the Python originals measure.
#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
pub enum Preset {
    /// 64 downloads of 1 s, in pools of 8
    Downloads,
    /// 100 requests of 0.15 s, in pools of Python's default size
    Requests,
    /// 100 pages of 0.5 s, by 10 and 100 threads, 100 tasks and 4 processes
    Pages,
}

/// The numbers of one table.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// How many requests are made.
    pub requests: usize,
    /// How long the site takes for each of them.
    pub delay: Duration,
    /// How many threads the pool has.
    pub threads: usize,
    /// How many processes the pool has.
    pub processes: usize,
}

impl Preset {
    fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// The sizes of the Python original.
    fn published(self) -> Sizes {
        let (requests, seconds, threads, processes) = match self {
            Preset::Downloads => (64, 1.0, 8, 8),
            Preset::Requests => (100, 0.15, default_threads(), cores()),
            Preset::Pages => (100, 0.5, 10, 4),
        };
        Sizes {
            requests,
            delay: Duration::from_secs_f64(seconds),
            threads,
            processes,
        }
    }

    /// The sizes with which one table takes about 15 s.
    fn scaled_down(self) -> Sizes {
        let millis = match self {
            Preset::Downloads => 150,
            Preset::Requests => 80,
            Preset::Pages => 100,
        };
        Sizes {
            delay: Duration::from_millis(millis),
            ..self.published()
        }
    }

    fn sizes(self, arguments: &Arguments, options: &Options) -> Sizes {
        if options.as_published {
            return self.published();
        }
        let sizes = self.scaled_down();
        Sizes {
            requests: arguments.requests.unwrap_or(sizes.requests),
            delay: arguments.delay.unwrap_or(sizes.delay),
            threads: arguments.workers.unwrap_or(sizes.threads),
            processes: arguments.workers.unwrap_or(sizes.processes),
        }
    }
}

/// Makes a table of each preset that was asked for.
pub fn plan(
    arguments: &Arguments,
    options: &Options,
) -> Result<Vec<Table<Work, Vec<Page>>>, Refusal> {
    let tables = arguments.presets.iter().map(|preset| {
        let sizes = preset.sizes(arguments, options);
        table(*preset, sizes, arguments.identities)
    });
    Ok(tables.collect())
}

/// A row for each way.
fn rows(sizes: Sizes) -> Vec<Row<Work>> {
    let Sizes {
        requests,
        delay,
        threads,
        processes,
    } = sizes;
    let row = |way: &'static Way<Work, Vec<Page>>| {
        let label = way.name.replace('_', " ");
        let (workers, label) = match way.name {
            "sequential" | "tasks" => (1, label),
            "thread_pool" => (threads, format!("{label} ({threads})")),
            "processes" => (processes, format!("{label} ({processes})")),
            "tasks_on_all_cores" => (cores(), label),
            _ => (requests, label),
        };
        let work = Work::new(requests, delay, workers);
        let deadline = delay * requests as u32 + GRACE;
        Row::new(way, &work).label(label).deadline(deadline)
    };
    COMPARISON.ways.iter().map(row).collect()
}

fn table(
    preset: Preset,
    sizes: Sizes,
    identities: bool,
) -> Table<Work, Vec<Page>> {
    let mut table =
        Table::new(preset.name(), title(preset, sizes), rows(sizes));
    table.expected = Some(vec![Page::read(200); sizes.requests]);
    table.notes = Box::new(move |rows| {
        let mut lines = Vec::from_iter(notes::pool(sizes, rows));
        if preset == Preset::Requests {
            lines.extend(notes::default_size());
        }
        let original = notes::original(preset).iter();
        lines.extend(original.map(|line| (*line).to_owned()));
        if identities {
            lines.extend(rows.iter().flat_map(notes::identities));
        }
        lines
    });
    table
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
