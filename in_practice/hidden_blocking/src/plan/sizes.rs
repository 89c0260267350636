//! Sizes, from the command line.

use std::time::Duration;

use clap::ValueEnum;
use measure::sizes;

/// Most files, records and threads.
const MOST_FILES: usize = 100_000;
const MOST_RECORDS: usize = 1_000_000;
const MOST_THREADS: usize = 2_000;

/// Longest silence in seconds.
const LONGEST: f64 = 10.0;

/// Options of `hidden_blocking`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Parts to run
    #[arg(value_enum, default_values = ["files", "calls", "find"])]
    pub parts: Vec<Part>,

    /// Files to read
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    #[arg(value_parser = sizes::count(MOST_FILES))]
    pub files: usize,

    /// Records in the JSON text
    #[arg(long, value_name = "N", default_value_t = 50_000)]
    #[arg(value_parser = sizes::count(MOST_RECORDS))]
    pub records: usize,

    /// Most threads in the blocking pool (tokio's default is 512)
    #[arg(long, value_name = "N", default_value_t = 512)]
    #[arg(value_parser = sizes::count(MOST_THREADS))]
    pub pool: usize,

    /// Seconds for which a pipe, name server or timer is silent
    #[arg(long, value_name = "S", default_value = "0.1")]
    #[arg(value_parser = sizes::seconds(LONGEST))]
    pub silence: Duration,
}

/// A part, and its table.
#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
pub enum Part {
    /// Reading many small files
    Files,
    /// Calls that block, and what to write instead
    Calls,
    /// Finding such a call in a service
    Find,
}

impl Part {
    /// Returns its name on the command line.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}
