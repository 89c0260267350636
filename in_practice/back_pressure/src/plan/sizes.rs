//! Sizes: the server, and the loads that it meets.

use std::time::Duration;

use clap::ValueEnum;
use measure::sizes;

/// Requests that the server works on at a time, and the time of each.
pub const PLACES: usize = 8;
pub const SERVICE: Duration = Duration::from_millis(20);

/// Requests inside the service, in the versions with a limit: one at each place,
/// and as many that wait for one.
pub const LIMIT: usize = 2 * PLACES;

/// Share of the server's capacity that the token bucket admits.
pub const ADMITTED: f64 = 0.9;

/// Bytes of a request that the service has accepted.
pub const BODY: usize = 64 * 1024;

/// One attempt in this many fails, if clients retry.
pub const FAILS: u64 = 3;

/// Maximum attempts per request.
pub const ATTEMPTS: u32 = 4;

/// Requests that arrive together.
pub const BURST: usize = 64;

/// Clients of a closed loop: they load the server with about half its capacity,
/// and more than fully.
pub const FEW: usize = 4;
pub const MANY: usize = LIMIT;

/// Share of the duration for which the server stands still, in two rows.
pub const STALL: f64 = 1.0 / 3.0;

/// Loads in percent of the server's capacity.
pub const LOADS: [usize; 5] = [50, 75, 100, 125, 150];

/// Largest load: the queue then grows nine times as fast as it is served.
const LARGEST: usize = 1_000;

/// Longest duration in seconds.
const LONGEST: f64 = 10.0;

/// Most seeds.
const SEEDS: usize = 1_000_000;

/// Command-line options of `back_pressure`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Parts to run
    #[arg(value_enum, default_values = ["load", "closed", "retries"])]
    pub parts: Vec<Part>,

    /// Load in percent of the server's capacity (load, retries); repeatable
    #[arg(long, value_name = "N", value_parser = sizes::count(LARGEST))]
    pub load: Vec<usize>,

    /// Seconds during which requests arrive (default: 0.5; retries: 0.3)
    #[arg(long, value_name = "S", value_parser = sizes::seconds(LONGEST))]
    duration: Option<Duration>,

    /// Seed of the arrivals: the same seed, the same arrivals
    #[arg(long, value_name = "N", default_value_t = 1)]
    #[arg(value_parser = sizes::count(SEEDS))]
    pub seed: usize,
}

/// The parts.
#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
pub enum Part {
    /// A service at several loads, one remedy after another
    Load,
    /// The same server, measured by clients that wait for it
    Closed,
    /// Clients that retry, on a server that fails a third of the time
    Retries,
}

impl Part {
    /// Returns its name on the command line.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

impl Arguments {
    /// Returns the time during which requests arrive. By default, all parts end
    /// within 20 s together.
    pub fn duration(&self, part: Part) -> Duration {
        self.duration.unwrap_or(match part {
            Part::Load | Part::Closed => Duration::from_millis(500),
            Part::Retries => Duration::from_millis(300),
        })
    }
}

/// Returns the number of requests that the server can serve per second.
pub fn capacity() -> f64 {
    PLACES as f64 / SERVICE.as_secs_f64()
}
