//! What is measured: the sizes of the Python originals, or smaller ones.

use std::time::Duration;

use clap::ValueEnum;
use command_line::cores;
use measure::sizes;

/// The most requests, each of which may have a thread and a connection.
const MOST: usize = 10_000;

/// The most threads or processes of a pool.
const MOST_WORKERS: usize = 256;

/// The longest delay in seconds, as the site has it.
const LONGEST: f64 = 10.0;

/// What `io_bound` takes on its command line.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What to measure; with shorter delays than these, unless --as-published
    /// or --delay is given
    #[arg(value_enum, default_values = ["pages"])]
    pub presets: Vec<Preset>,

    /// Take the sizes of the Python original
    #[arg(long)]
    as_published: bool,

    /// How many requests are made, in place of the preset's number
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST))]
    requests: Option<usize>,

    /// How long the site takes for a request, in seconds
    #[arg(long, value_name = "S", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    delay: Option<Duration>,

    /// How many threads and processes the pools have
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_WORKERS))]
    workers: Option<usize>,

    /// Print which process and which thread waited for how many answers
    #[arg(long)]
    pub identities: bool,
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
    /// Its name, as it is given on the command line.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// The sizes of the Python original.
    pub fn published(self) -> Sizes {
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

    /// The sizes that were asked for.
    pub fn sizes(self, arguments: &Arguments) -> Sizes {
        if arguments.as_published {
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

/// How many threads Python's `ThreadPoolExecutor()` has here.
fn default_threads() -> usize {
    (cores() + 4).min(32)
}
