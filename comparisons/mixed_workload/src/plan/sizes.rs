//! What is measured: the sizes of the Python original, or smaller ones.

use std::time::Duration;

use measure::sizes;

/// The most items, and the most of them at once: each of those may have a
/// thread and a connection.
const MOST: usize = 1_000_000;
const MOST_AT_ONCE: usize = 10_000;

/// The longest delay, and the longest computation, in seconds: the site waits
/// no longer.
const LONGEST: f64 = 10.0;

/// What `mixed_workload` takes on its command line.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How many items are fetched and computed
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST))]
    items: Option<usize>,

    /// How long the site takes for an item, in seconds
    #[arg(long, value_name = "S", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    delay: Option<Duration>,

    /// How long a core computes an item, in seconds
    #[arg(long, value_name = "S", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    work: Option<Duration>,

    /// How many items may be begun and not yet done
    #[arg(long, value_name = "N", default_value_t = 100)]
    #[arg(value_parser = sizes::count(MOST_AT_ONCE))]
    at_once: usize,

    /// Take the sizes of the Python original
    #[arg(long)]
    as_published: bool,

    /// Print which threads fetched and which computed how many items
    #[arg(long)]
    pub identities: bool,
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
    pub fn published(at_once: usize) -> Sizes {
        Sizes {
            items: 10,
            delay: Duration::from_secs(2),
            work: Duration::from_secs(1),
            at_once,
            cores: command_line::cores(),
        }
    }

    /// What was asked for. Without anything, sizes with which all versions take
    /// about 15 s together.
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

    /// How many items can be begun and not yet done.
    pub fn begun(&self) -> usize {
        self.at_once.min(self.items)
    }

    /// The least time that any version can take, in seconds.
    pub fn bound(self) -> f64 {
        self.by_computing().max(self.by_fetching())
    }

    /// Until the first pages are there nothing is computed, and then, at best, all
    /// cores compute to the end. A core, too, needs its time for one item.
    pub fn by_computing(self) -> f64 {
        let (delay, work) = (self.delay.as_secs_f64(), self.work.as_secs_f64());
        let shared = work * self.items as f64 / self.cores as f64;
        delay + shared.max(work)
    }

    /// Of items that may not be begun together some are fetched after others, and
    /// the last of them is computed then.
    pub fn by_fetching(self) -> f64 {
        let (delay, work) = (self.delay.as_secs_f64(), self.work.as_secs_f64());
        delay * self.rounds() as f64 + work
    }

    /// How often a fetch has to wait for others, and itself.
    pub fn rounds(self) -> usize {
        self.items.div_ceil(self.at_once)
    }
}
