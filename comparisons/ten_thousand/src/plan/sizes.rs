//! Sizes: each version makes 1, 100 and 10,000 requests.

use std::time::Duration;

use measure::sizes;

/// Published number of requests.
const PUBLISHED: usize = 10_000;

/// Published delay: the text waits for 2 s, and names no time for these
/// requests.
const PUBLISHED_DELAY: Duration = Duration::from_secs(2);

/// Long enough for the last request to be sent before the first is answered,
/// which takes the threads more than a second.
const DELAY: Duration = Duration::from_secs(3);

/// Most requests. A thread has four mappings, and Linux grants a process 65,530
/// (`vm.max_map_count`): with 16,383 threads, a new one panics while std sets
/// it up. Every connection needs a port, and there are about 28,000.
const MOST: usize = 15_000;

/// Longest delay in seconds, as the server allows it.
const LONGEST: f64 = 10.0;

/// KiB per buffer of a thread's connection, as reqwest starts with: with ureq's
/// own 128, buffers would be most of what is measured.
const BUFFER: usize = 8;
const MOST_BUFFER: usize = 1024;

/// Command-line options of `ten_thousand`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Requests in flight; smaller numbers are measured, too
    #[arg(long, value_name = "N", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::count(MOST))]
    requests: Option<usize>,

    /// Seconds that the server takes per request
    #[arg(long, value_name = "S", conflicts_with = "as_published")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    delay: Option<Duration>,

    /// KiB per buffer of a thread's connection; ureq's own has 128
    #[arg(long, value_name = "KIB", default_value_t = BUFFER)]
    #[arg(value_parser = sizes::count(MOST_BUFFER))]
    buffer: usize,

    /// Use the published sizes
    #[arg(long)]
    as_published: bool,
}

/// The numbers of the table.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// Largest number of requests.
    pub requests: usize,
    /// Delay of the server per request.
    delay: Duration,
    /// Bytes per read and write buffer of a thread's connection.
    pub buffer: usize,
    /// True if smaller numbers of requests have the same delay.
    as_published: bool,
}

impl Sizes {
    /// Returns the sizes to use.
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

    /// Returns the delay for a number of requests: long enough to send the last
    /// request before the first response arrives.
    pub fn delay(&self, requests: usize) -> Duration {
        let enough = match requests {
            _ if self.as_published || requests == self.requests => self.delay,
            ..=100 => Duration::from_millis(50),
            _ => self.delay,
        };
        enough.min(self.delay)
    }

    /// Returns 1, 100 and so on, and the number that was asked for.
    pub fn steps(&self) -> Vec<usize> {
        let powers = (0..).map(|power| 100_usize.pow(power));
        let mut steps: Vec<usize> =
            powers.take_while(|step| *step < self.requests).collect();
        steps.push(self.requests);
        steps
    }
}
