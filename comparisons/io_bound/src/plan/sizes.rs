//! Sizes: the published ones, or smaller ones.

use std::time::Duration;

use clap::ValueEnum;
use command_line::cores;
use measure::sizes;

/// Most requests, each of which may have a thread and a connection.
const MOST: usize = 10_000;

/// Most threads or processes of a pool.
const MOST_WORKERS: usize = 256;

/// Longest delay in seconds, as the server allows it.
const LONGEST: f64 = 10.0;

/// Command-line options of `io_bound`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Tables to measure, with shorter delays unless --as-published or
    /// --delay is given
    #[arg(value_enum, default_values = ["pages"])]
    pub presets: Vec<Preset>,

    /// Use the published sizes
    #[arg(long)]
    as_published: bool,

    /// Number of requests, instead of the preset's
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST))]
    requests: Option<usize>,

    /// Seconds that the server takes per request
    #[arg(long, value_name = "S", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    delay: Option<Duration>,

    /// Workers per pool, of threads and of processes
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST_WORKERS))]
    workers: Option<usize>,

    /// Print how many responses each thread waited for
    #[arg(long)]
    pub identities: bool,
}

/// The published comparisons.
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
    /// Number of requests.
    pub requests: usize,
    /// Delay of the server per request.
    pub delay: Duration,
    /// Threads of the pool.
    pub threads: usize,
    /// Processes of the pool.
    pub processes: usize,
}

impl Preset {
    /// Returns its name on the command line.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// Returns the published sizes.
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

    /// Returns sizes with which one table takes about 15 s.
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

    /// Returns the sizes to use.
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

/// Returns the number of threads that Python's `ThreadPoolExecutor()` has here.
fn default_threads() -> usize {
    (cores() + 4).min(32)
}
