//! What is measured: the sizes of the Python originals, or others.

use std::time::Duration;

use clap::ValueEnum;
use command_line::cores;
use measure::words::{counted, grouped};
use measure::{Options, Refusal, Row, Table, Way, sizes};

use crate::work::{Answer, FIRST_LIMIT, Kind, Work};
use crate::{COMPARISON, columns, expected, notes};

/// The most of each: the squares then take 0.8 GB, the primes up to all limits
/// 0.4 GB, and both several times that where processes send them.
const MOST_NUMBERS: usize = 100_000_000;
const MOST_LIMITS: usize = 30_000;
const MOST_SAMPLES: usize = 1_000_000_000;
const MOST_WORKERS: usize = 256;

/// In how many pieces pi comes, in the Python original.
pub const PIECES_OF_PI: usize = 4;

/// In how many pieces the squares come, for each worker.
const PIECES_OF_SQUARES: usize = 4;

/// How much longer than its work a way may take, and how long that may take
/// for a number, a limit and a sample, on a slow machine.
const GRACE: Duration = Duration::from_secs(60);
const TIME_OF_A_NUMBER: Duration = Duration::from_micros(1);
const TIME_OF_A_LIMIT: Duration = Duration::from_millis(10);
const TIME_OF_A_SAMPLE: Duration = Duration::from_nanos(200);

/// What `cpu_bound` takes on its command line.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What to compute
    #[arg(value_enum, default_values = ["squares", "primes", "pi"])]
    presets: Vec<Preset>,

    /// How many numbers are squared
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_NUMBERS))]
    #[arg(allow_negative_numbers = true)]
    numbers: Option<usize>,

    /// How many limits there are up to which primes are searched, from 1,000 on
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_LIMITS))]
    #[arg(allow_negative_numbers = true)]
    limits: Option<usize>,

    /// How many random points each of the four pieces of pi has
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_SAMPLES))]
    #[arg(allow_negative_numbers = true)]
    samples: Option<usize>,

    /// How many threads and processes compute: one for each core, if not given
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_WORKERS))]
    #[arg(allow_negative_numbers = true)]
    workers: Option<usize>,

    /// Print which process and which thread has computed
    #[arg(long)]
    identities: bool,
}

/// What the Python originals compute.
#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
pub enum Preset {
    /// The squares of 1 to 10,000,000
    Squares,
    /// The primes up to each of 15,000 limits
    Primes,
    /// Pi, of 4 times 10,000,000 random points
    Pi,
}

/// The numbers of one table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// How many numbers, limits, or samples of each piece.
    pub size: usize,
    /// How many threads and processes there are.
    pub workers: usize,
}

impl Preset {
    fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// The sizes of the Python original.
    fn published(self) -> Sizes {
        let (size, workers) = match self {
            Preset::Squares => (10_000_000, 8),
            Preset::Primes => (15_000, (cores() - 1).max(1)),
            Preset::Pi => (10_000_000, 4),
        };
        Sizes { size, workers }
    }

    fn sizes(self, arguments: &Arguments, options: &Options) -> Sizes {
        let published = self.published();
        if options.as_published {
            return published;
        }
        let size = match self {
            Preset::Squares => arguments.numbers,
            Preset::Primes => arguments.limits,
            Preset::Pi => arguments.samples,
        };
        Sizes {
            size: size.unwrap_or(published.size),
            workers: arguments.workers.unwrap_or(cores()),
        }
    }

    fn in_words(self, sizes: Sizes) -> String {
        let size = grouped(sizes.size);
        let what = match self {
            Preset::Squares => format!("1 to {size}"),
            Preset::Primes => {
                let last = grouped(FIRST_LIMIT + sizes.size - 1);
                format!("up to {} … {last}", grouped(FIRST_LIMIT))
            }
            Preset::Pi => {
                format!("{PIECES_OF_PI} times {}", counted(sizes.size, "point"))
            }
        };
        format!("{what}, {}", counted(sizes.workers, "worker"))
    }

    /// What a way is given.
    fn work(self, sizes: Sizes) -> Work {
        let Sizes { size, workers } = sizes;
        let (kind, pieces) = match self {
            Preset::Squares => {
                let pieces = (PIECES_OF_SQUARES * workers).min(size);
                (Kind::Squares(size as u64), pieces)
            }
            Preset::Primes => (Kind::Primes, size),
            Preset::Pi => (Kind::Pi(size as u64), PIECES_OF_PI),
        };
        Work {
            kind,
            pieces,
            workers,
        }
    }

    /// A row for each way.
    fn rows(self, sizes: Sizes) -> Vec<Row<Work>> {
        let ways = COMPARISON.ways.iter();
        ways.flat_map(|way| self.rows_of(way, sizes)).collect()
    }

    fn rows_of(self, way: &Way<Work, Answer>, sizes: Sizes) -> Vec<Row<Work>> {
        let workers = match (way.name, self) {
            ("sequential" | "tasks", _) => vec![1],
            ("sums", Preset::Squares) if sizes.workers == 1 => vec![1],
            ("sums", Preset::Squares) => vec![1, sizes.workers],
            ("message_each", Preset::Primes) => vec![sizes.workers],
            ("sums" | "message_each", _) => Vec::new(),
            _ => vec![sizes.workers],
        };
        let row = |workers: usize| {
            let name = match way.name {
                "message_each" => "message a number".to_owned(),
                name => name.replace('_', " "),
            };
            let label = match way.name {
                "sequential" | "tasks" => name,
                _ => format!("{name} ({workers})"),
            };
            let work = Work {
                workers,
                // The same pieces for all ways.
                ..self.work(sizes)
            };
            Row::new(way, &work)
                .label(label)
                .deadline(self.deadline(sizes))
        };
        workers.into_iter().map(row).collect()
    }

    fn deadline(self, sizes: Sizes) -> Duration {
        let size = sizes.size as u32;
        let work = match self {
            Preset::Squares => TIME_OF_A_NUMBER * size,
            Preset::Primes => TIME_OF_A_LIMIT * size,
            Preset::Pi => TIME_OF_A_SAMPLE * size * PIECES_OF_PI as u32,
        };
        GRACE + work
    }
}

/// Makes a table of each preset that was asked for.
pub fn plan(
    arguments: &Arguments,
    options: &Options,
) -> Result<Vec<Table<Work, Answer>>, Refusal> {
    let tables = arguments.presets.iter().map(|preset| {
        let sizes = preset.sizes(arguments, options);
        table(*preset, sizes, arguments.identities)
    });
    Ok(tables.collect())
}

fn table(
    preset: Preset,
    sizes: Sizes,
    identities: bool,
) -> Table<Work, Answer> {
    let rows = preset.rows(sizes);
    let work = preset.work(sizes);
    let mut table = Table::new(preset.name(), title(preset, sizes), rows);
    table.expected = expected::answer(&work);
    table.columns = columns::of(preset);
    let made = notes::of(preset, sizes);
    table.notes = Box::new(move |rows| {
        let mut lines = made(rows);
        if identities {
            lines.extend(rows.iter().flat_map(notes::identities));
        }
        lines
    });
    table
}

/// Says what is measured, and what the Python original has measured.
fn title(preset: Preset, sizes: Sizes) -> String {
    let published = preset.published();
    let original = if sizes == published {
        "as in the Python original".to_owned()
    } else {
        format!("--as-published: {}", preset.in_words(published))
    };
    let words = preset.in_words(sizes);
    format!("{}: {words} ({original})", preset.name())
}
