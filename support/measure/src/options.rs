//! The options that all comparisons take.

use clap::Args;

use crate::sizes;

/// The most runs of a row: more would not make a median better.
const MOST_RUNS: usize = 1_000;

/// What every comparison takes on its command line.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// How often each row is run, also those that take over a second; the
    /// figures are those of the median run
    // Made anew for each comparison, with its default.
    #[arg(long, value_name = "N", value_parser = sizes::count(MOST_RUNS))]
    pub runs: Option<usize>,

    /// Print the figures as JSON: times in seconds, memory in bytes
    #[arg(long)]
    pub json: bool,

    /// Run the versions in Python, too, each below its version in Rust
    // Hidden and refused if there is no version in Python.
    #[arg(long)]
    pub python: bool,

    /// Print what would be run, and run nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Run only this version (see Versions below); may be repeated
    // Made anew for each comparison, with the names of its versions.
    #[arg(long, value_name = "VERSION")]
    pub only: Vec<String>,
}

impl Options {
    /// Whether a version of this name is to be run.
    pub fn wants(&self, version: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == version)
    }
}
