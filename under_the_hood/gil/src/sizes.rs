//! What the program takes on its command line.

use std::time::Duration;

use clap::{Parser, value_parser};

use crate::gil::Gil;

/// Does the same work with a global interpreter lock and without one.
#[derive(Debug, Parser)]
#[command(name = "gil", term_width = 80)]
#[command(mut_args(|arg| arg.allow_negative_numbers(true)))]
pub struct Sizes {
    /// How many pieces each job computes, of 20,000 additions
    #[arg(long, value_name = "N", default_value_t = 3_000)]
    #[arg(value_parser = value_parser!(u32).range(1..=1_000_000))]
    pub pieces: u32,

    /// How many answers each job waits for
    #[arg(long, value_name = "N", default_value_t = 3)]
    #[arg(value_parser = value_parser!(u32).range(1..=1_000))]
    pub answers: u32,

    /// How long it waits for each of them, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 20)]
    #[arg(value_parser = value_parser!(u64).range(1..=10_000))]
    pub wait: u64,

    /// How long a thread waits before it asks for the lock, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 5)]
    #[arg(value_parser = value_parser!(u64).range(1..=10_000))]
    pub interval: u64,

    /// How often each row is run; the figures are those of the median run
    #[arg(long, value_name = "N", default_value_t = 5)]
    #[arg(value_parser = value_parser!(u32).range(1..=1_000))]
    pub runs: u32,
}

impl Sizes {
    /// How long a job waits for an answer.
    pub fn time_to_wait(&self) -> Duration {
        Duration::from_millis(self.wait)
    }

    /// A lock that nobody holds.
    pub fn gil(&self) -> Gil {
        Gil::new(Duration::from_millis(self.interval))
    }
}
