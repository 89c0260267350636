//! The command line.

use std::time::Duration;

use clap::{Parser, value_parser};

use crate::gil::Gil;

/// Do the same work with a global interpreter lock and without one.
#[derive(Debug, Parser)]
#[command(name = "gil", term_width = 80)]
#[command(mut_args(|arg| arg.allow_negative_numbers(true)))]
pub struct Sizes {
    /// Number of chunks per job, of 20,000 additions each
    #[arg(long, value_name = "N", default_value_t = 3_000)]
    #[arg(value_parser = value_parser!(u32).range(1..=1_000_000))]
    pub chunks: u32,

    /// Number of responses that each job waits for
    #[arg(long, value_name = "N", default_value_t = 3)]
    #[arg(value_parser = value_parser!(u32).range(1..=1_000))]
    pub responses: u32,

    /// Wait for each response, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 20)]
    #[arg(value_parser = value_parser!(u64).range(1..=10_000))]
    pub wait: u64,

    /// Time before a thread requests the lock, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 5)]
    #[arg(value_parser = value_parser!(u64).range(1..=10_000))]
    pub interval: u64,

    /// Runs per row; the median run is shown
    #[arg(long, value_name = "N", default_value_t = 5)]
    #[arg(value_parser = value_parser!(u32).range(1..=1_000))]
    pub runs: u32,
}

impl Sizes {
    /// Returns the wait for one response.
    pub fn time_to_wait(&self) -> Duration {
        Duration::from_millis(self.wait)
    }

    /// Returns a lock that is free.
    pub fn gil(&self) -> Gil {
        Gil::new(Duration::from_millis(self.interval))
    }
}
