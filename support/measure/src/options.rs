//! The options that all comparisons take.

use clap::Args;

use crate::sizes;

/// Most runs of a row: more would not make a median better.
const MOST_RUNS: usize = 1_000;

/// Command-line options of every comparison.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Runs per row, even if one takes over a second; the median run is
    /// shown
    // Made anew for each comparison, with its default.
    #[arg(long, value_name = "N", value_parser = sizes::count(MOST_RUNS))]
    pub runs: Option<usize>,

    /// Print the figures as JSON (seconds and bytes)
    #[arg(long)]
    pub json: bool,

    /// Run the Python versions, too, each below its Rust version
    // Hidden and refused if there is no version in Python.
    #[arg(long)]
    pub python: bool,

    /// Print the rows without running them
    #[arg(long)]
    pub dry_run: bool,

    /// Run only this version (listed below); repeatable
    // Made anew for each comparison, with the names of its versions.
    #[arg(long, value_name = "VERSION")]
    pub only: Vec<String>,
}

impl Options {
    /// Returns true if a version of this name should run.
    pub fn wants(&self, version: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == version)
    }
}
