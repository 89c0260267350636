//! Sizes: the published ones, or smaller ones.

use std::time::Duration;

use measure::sizes;

/// Most items, and most of them in progress: each of those may have a thread
/// and a connection.
const MOST: usize = 1_000_000;
const MOST_AT_ONCE: usize = 10_000;

/// Longest delay and longest computation in seconds: the server waits no
/// longer.
const LONGEST: f64 = 10.0;

/// Command-line options of `mixed_workload`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Number of items to fetch and compute
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST))]
    items: Option<usize>,

    /// Seconds that the server takes per item
    #[arg(long, value_name = "S", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    delay: Option<Duration>,

    /// Seconds that one core computes per item
    #[arg(long, value_name = "S", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    work: Option<Duration>,

    /// Maximum items in progress
    #[arg(long, value_name = "N", default_value_t = 100)]
    #[arg(value_parser = sizes::count(MOST_AT_ONCE))]
    at_once: usize,

    /// Use the published sizes
    #[arg(long)]
    as_published: bool,

    /// Print how many items each thread fetched and computed
    #[arg(long)]
    pub identities: bool,
}

/// The numbers of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// Number of items.
    pub items: usize,
    /// Delay of the server per request.
    pub delay: Duration,
    /// CPU time per item.
    pub work: Duration,
    /// Maximum items in progress.
    pub at_once: usize,
    /// Number of cores that this process may use.
    pub cores: usize,
}

impl Sizes {
    /// Returns the published sizes.
    pub fn published(at_once: usize) -> Sizes {
        Sizes {
            items: 10,
            delay: Duration::from_secs(2),
            work: Duration::from_secs(1),
            at_once,
            cores: command_line::cores(),
        }
    }

    /// Returns the sizes to use. By default, all versions take about 15 s
    /// together.
    pub fn new(arguments: &Arguments) -> Sizes {
        let published = Sizes::published(arguments.at_once);
        if arguments.as_published {
            return published;
        }
        Sizes {
            items: arguments.items.unwrap_or(published.items),
            delay: arguments.delay.unwrap_or(published.delay / 5),
            work: arguments.work.unwrap_or(published.work / 5),
            ..published
        }
    }

    /// Returns the largest possible number of items in progress.
    pub fn in_progress(&self) -> usize {
        self.at_once.min(self.items)
    }

    /// Lower bound of the wall time: no version can take less, in seconds.
    pub fn lower_bound(self) -> f64 {
        self.by_computing().max(self.by_fetching())
    }

    /// Returns the seconds if cores are the limit: nothing is computed until
    /// the first responses arrive, and then, at best, all cores compute to the
    /// end. One item always takes one core its time.
    pub fn by_computing(self) -> f64 {
        let (delay, work) = (self.delay.as_secs_f64(), self.work.as_secs_f64());
        let shared = work * self.items as f64 / self.cores as f64;
        delay + shared.max(work)
    }

    /// Returns the seconds if fetching is the limit: with few items in
    /// progress, fetches come in rounds, and the last item is computed after
    /// the last round.
    pub fn by_fetching(self) -> f64 {
        let (delay, work) = (self.delay.as_secs_f64(), self.work.as_secs_f64());
        delay * self.rounds() as f64 + work
    }

    /// Returns the number of rounds of fetches.
    pub fn rounds(self) -> usize {
        self.items.div_ceil(self.at_once)
    }
}
