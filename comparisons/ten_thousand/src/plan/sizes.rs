//! What is measured: each version with 1, 10, 100, 1,000 and 10,000 requests.

use std::time::Duration;

use measure::sizes;

/// How many requests the Python original speaks of.
const PUBLISHED: usize = 10_000;

/// The original says 2 s where it waits, and nothing for these requests.
const PUBLISHED_DELAY: Duration = Duration::from_secs(2);

/// Long enough for the last request to be sent before the first is answered,
/// which takes the threads more than a second.
const DELAY: Duration = Duration::from_secs(3);

/// The most requests. A thread has four mappings, and Linux grants a process
/// 65,530 (`vm.max_map_count`): with 16,383 threads, a new one panics while std
/// sets it up. A connection each needs a port, and there are about 28,000.
const MOST: usize = 15_000;

/// The longest delay in seconds, as the site has it.
const LONGEST: f64 = 10.0;

/// KiB that a thread's connection reads and writes at once, each way, as
/// reqwest's do at first: with ureq's own 128, buffers would be most of what is
/// measured. The most is enough for any.
const BUFFER: usize = 8;
const MOST_BUFFER: usize = 1024;

/// What `ten_thousand` takes on its command line.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How many requests are made at once; fewer are measured before
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST))]
    requests: Option<usize>,

    /// How long the site takes for each of them, in seconds
    #[arg(long, value_name = "S", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    delay: Option<Duration>,

    /// KiB that a thread's connection reads and writes at once; ureq's own are 128
    #[arg(long, value_name = "KIB", default_value_t = BUFFER)]
    #[arg(value_parser = sizes::count(MOST_BUFFER))]
    buffer: usize,

    /// Take the sizes of the Python original
    #[arg(long)]
    as_published: bool,
}

/// The numbers of the table.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// How many requests are made at the most.
    pub requests: usize,
    /// How long the site takes for each of them.
    delay: Duration,
    /// How many bytes a thread's connection reads and writes at once.
    pub buffer: usize,
    /// Whether it takes as long where there are fewer of them.
    as_published: bool,
}

impl Sizes {
    /// The sizes that were asked for.
    pub fn new(arguments: &Arguments) -> Sizes {
        let delay = match arguments.as_published {
            true => PUBLISHED_DELAY,
            false => arguments.delay.unwrap_or(DELAY),
        };
        Sizes {
            requests: arguments.requests.unwrap_or(PUBLISHED),
            delay,
            buffer: arguments.buffer << 10,
            as_published: arguments.as_published,
        }
    }

    /// How long the site takes for each of so many requests: long enough for
    /// the last one to be sent before the first one is answered.
    pub fn delay(&self, requests: usize) -> Duration {
        let enough = match requests {
            _ if self.as_published || requests == self.requests => self.delay,
            ..=100 => Duration::from_millis(50),
            101..=1_000 => Duration::from_millis(300),
            _ => self.delay,
        };
        enough.min(self.delay)
    }

    /// 1, 10, 100 and so on, and the most.
    pub fn steps(&self) -> Vec<usize> {
        let powers = (0..).map(|power| 10_usize.pow(power));
        let mut steps: Vec<usize> =
            powers.take_while(|step| *step < self.requests).collect();
        steps.push(self.requests);
        steps
    }
}
