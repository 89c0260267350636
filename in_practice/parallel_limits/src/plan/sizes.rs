//! Sizes of the tables, and the command line.

use std::fs;

use clap::ValueEnum;
use measure::sizes;

/// Largest number of the sieves, and its maximum: a byte per number.
const LIMIT: usize = 20_000_000;
const MOST_NUMBERS: usize = 1_000_000_000;

/// CPU time of the work that is cut into pieces.
const LONGEST: f64 = 10.0;

/// Maximum number of threads.
const MOST_THREADS: usize = 64;

/// Bytes of the last cache if the kernel does not say.
const USUAL_CACHE: u64 = 32 << 20;

/// Last caches whose size the arrays have, so that little of them stays there.
const CACHES: u64 = 4;

/// Most bytes of all arrays, and the least.
const MOST_BYTES: u64 = 1 << 30;
const LEAST_BYTES: u64 = 1 << 24;

/// Command-line options of `parallel_limits`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Parts to run
    #[arg(value_enum, default_values = ["sieve", "amdahl", "grain", "sharing", "memory"])]
    pub parts: Vec<Part>,

    /// Largest number of the sieves
    #[arg(long, value_name = "N", default_value_t = LIMIT)]
    #[arg(value_parser = sizes::count(MOST_NUMBERS))]
    pub limit: usize,

    /// Seconds of one core for amdahl and grain
    #[arg(long, value_name = "S", default_value = "0.15")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    pub work: std::time::Duration,

    /// Threads (default: one per core)
    #[arg(long, value_name = "N")]
    #[arg(value_parser = sizes::count(MOST_THREADS))]
    threads: Option<usize>,
}

/// A part: one limit.
#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
pub enum Part {
    /// Less work first: five sieves on one thread, and one on several
    Sieve,
    /// A part that only one thread can do
    Amdahl,
    /// Pieces that are too small, too large or too different
    Grain,
    /// Counters and maps that threads share
    Sharing,
    /// New pages, long arrays, and reads in a chain
    Memory,
}

impl Arguments {
    /// Returns the number of threads to compare with one.
    pub fn threads(&self) -> usize {
        self.threads.unwrap_or(command_line::cores())
    }
}

/// Returns the bytes of the last cache that the kernel reports.
pub fn last_cache() -> Option<u64> {
    let folder = "/sys/devices/system/cpu/cpu0/cache";
    let index = fs::read_dir(folder).ok()?.flatten();
    let sizes = index.filter_map(|entry| {
        let text = fs::read_to_string(entry.path().join("size")).ok()?;
        let kibibytes: u64 = text.trim().strip_suffix('K')?.parse().ok()?;
        Some(kibibytes << 10)
    });
    sizes.max()
}

/// Returns the bytes of the arrays: several times the last cache.
pub fn bytes() -> u64 {
    let cache = last_cache().unwrap_or(USUAL_CACHE);
    (cache * CACHES).clamp(LEAST_BYTES, MOST_BYTES)
}
