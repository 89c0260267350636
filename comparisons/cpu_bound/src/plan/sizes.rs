//! Sizes: the published ones, or others.

use clap::ValueEnum;
use command_line::cores;
use measure::sizes;
use measure::words::{counted, grouped};

use crate::work::{FIRST_LIMIT, Kind, Work};

/// Most of each: the squares then take 0.8 GB, the primes up to all limits 0.4
/// GB, and both several times that if processes send them.
const MOST_NUMBERS: usize = 100_000_000;
const MOST_LIMITS: usize = 30_000;
const MOST_SAMPLES: usize = 1_000_000_000;
const MOST_WORKERS: usize = 256;

/// Random points in each job of pi: twice the published number, which would
/// take Rust less than a tenth of a second.
const SAMPLES: usize = 20_000_000;

/// Limits of the primes: two thirds of the published number. With these sizes,
/// the whole program ends within 20 s.
const LIMITS: usize = 10_000;

/// Limits, and random points in each job, if Python computes as well: some
/// seconds of one core.
const LIMITS_IN_PYTHON: usize = 4_000;
const SAMPLES_IN_PYTHON: usize = 4_000_000;

/// Number of jobs of pi, as published.
pub const JOBS_OF_PI: usize = 4;

/// Number of jobs of the squares, per worker.
const JOBS_OF_SQUARES: usize = 4;

/// Command-line options of `cpu_bound`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Computations to run
    #[arg(value_enum, default_values = ["squares", "primes", "pi"])]
    pub presets: Vec<Preset>,

    /// Use the published sizes
    #[arg(long)]
    as_published: bool,

    /// Numbers to square
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_NUMBERS))]
    numbers: Option<usize>,

    /// Number of limits for the primes, from 1,000 on
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_LIMITS))]
    limits: Option<usize>,

    /// Random points in each of the four jobs of pi
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_SAMPLES))]
    samples: Option<usize>,

    /// Threads and processes (default: one per core)
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_WORKERS))]
    workers: Option<usize>,

    /// Print the processes and threads that computed
    #[arg(long)]
    pub identities: bool,
}

/// The published computations.
#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
pub enum Preset {
    /// The squares of 1 to 10,000,000
    Squares,
    /// The primes up to each of 15,000 limits
    Primes,
    /// Pi, of random points in four jobs
    Pi,
}

/// The numbers of one table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// Numbers, limits, or samples per job.
    pub size: usize,
    /// Number of threads and processes.
    pub workers: usize,
}

impl Preset {
    /// Returns its name on the command line.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// Returns the published sizes.
    pub fn published(self) -> Sizes {
        let (size, workers) = match self {
            Preset::Squares => (10_000_000, 8),
            Preset::Primes => (15_000, (cores() - 1).max(1)),
            Preset::Pi => (10_000_000, 4),
        };
        Sizes { size, workers }
    }

    /// Returns the sizes to use. With `python`, they are smaller, because
    /// Python takes longer.
    pub fn sizes(self, arguments: &Arguments, python: bool) -> Sizes {
        let published = self.published();
        if arguments.as_published {
            return published;
        }
        let size = match self {
            Preset::Squares => arguments.numbers,
            Preset::Primes => arguments.limits.or(Some(match python {
                true => LIMITS_IN_PYTHON,
                false => LIMITS,
            })),
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

    /// Returns the sizes in words.
    pub fn in_words(self, sizes: Sizes) -> String {
        let size = grouped(sizes.size);
        let what = match self {
            Preset::Squares => format!("1 to {size}"),
            Preset::Primes => {
                let last = grouped(FIRST_LIMIT + sizes.size - 1);
                format!("up to {} … {last}", grouped(FIRST_LIMIT))
            }
            Preset::Pi => {
                format!("{JOBS_OF_PI} times {}", counted(sizes.size, "point"))
            }
        };
        format!("{what}, {}", counted(sizes.workers, "worker"))
    }

    /// Returns the input of a version with this number of workers.
    pub fn work(self, sizes: Sizes) -> Work {
        let Sizes { size, workers } = sizes;
        let (kind, jobs) = match self {
            Preset::Squares => {
                let jobs = (JOBS_OF_SQUARES * workers).min(size);
                (Kind::Squares(size as u64), jobs)
            }
            Preset::Primes => (Kind::Primes, size),
            Preset::Pi => (Kind::Pi(size as u64), JOBS_OF_PI),
        };
        Work {
            kind,
            jobs,
            workers,
        }
    }
}
