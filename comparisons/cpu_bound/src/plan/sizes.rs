//! What is measured: the sizes of the Python originals, or others.

use clap::ValueEnum;
use command_line::cores;
use measure::sizes;
use measure::words::{counted, grouped};

use crate::work::{FIRST_LIMIT, Kind, Work};

/// The most of each: the squares then take 0.8 GB, the primes up to all limits
/// 0.4 GB, and both several times that where processes send them.
const MOST_NUMBERS: usize = 100_000_000;
const MOST_LIMITS: usize = 30_000;
const MOST_SAMPLES: usize = 1_000_000_000;
const MOST_WORKERS: usize = 256;

/// Random points in each piece of pi: four times as many as in the Python
/// original, which would take Rust a tenth of a second.
const SAMPLES: usize = 40_000_000;

/// Limits, and random points in each piece, if Python computes as well: some
/// seconds of one core.
const LIMITS_IN_PYTHON: usize = 4_000;
const SAMPLES_IN_PYTHON: usize = 4_000_000;

/// In how many pieces pi comes, in the Python original.
pub const PIECES_OF_PI: usize = 4;

/// In how many pieces the squares come, for each worker.
const PIECES_OF_SQUARES: usize = 4;

/// What `cpu_bound` takes on its command line.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What to compute
    #[arg(value_enum, default_values = ["squares", "primes", "pi"])]
    pub presets: Vec<Preset>,

    /// Take the sizes of the Python original
    #[arg(long)]
    as_published: bool,

    /// How many numbers are squared
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_NUMBERS))]
    numbers: Option<usize>,

    /// How many limits there are up to which primes are searched, from 1,000 on
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_LIMITS))]
    limits: Option<usize>,

    /// How many random points each of the four pieces of pi has
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_SAMPLES))]
    samples: Option<usize>,

    /// How many threads and processes compute: one for each core, if not given
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_WORKERS))]
    workers: Option<usize>,

    /// Print which process and which thread has computed
    #[arg(long)]
    pub identities: bool,
}

/// What the Python originals compute.
#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
pub enum Preset {
    /// The squares of 1 to 10,000,000
    Squares,
    /// The primes up to each of 15,000 limits
    Primes,
    /// Pi, of random points in four pieces
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
    /// Its name, as it is given on the command line.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// The sizes of the Python original.
    pub fn published(self) -> Sizes {
        let (size, workers) = match self {
            Preset::Squares => (10_000_000, 8),
            Preset::Primes => (15_000, (cores() - 1).max(1)),
            Preset::Pi => (10_000_000, 4),
        };
        Sizes { size, workers }
    }

    /// The sizes that were asked for.
    /// With `python`, Python computes as well, which takes longer.
    pub fn sizes(self, arguments: &Arguments, python: bool) -> Sizes {
        let published = self.published();
        if arguments.as_published {
            return published;
        }
        let size = match self {
            Preset::Squares => arguments.numbers,
            Preset::Primes => {
                arguments.limits.or(python.then_some(LIMITS_IN_PYTHON))
            }
            Preset::Pi => arguments.samples.or(Some(match python {
                true => SAMPLES_IN_PYTHON,
                false => SAMPLES,
            })),
        };
        Sizes {
            size: size.unwrap_or(published.size),
            workers: arguments.workers.unwrap_or(cores()),
        }
    }

    /// The sizes, in words.
    pub fn in_words(self, sizes: Sizes) -> String {
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

    /// What a version with as many workers is given.
    pub fn work(self, sizes: Sizes) -> Work {
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
}
