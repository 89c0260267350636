//! Runs one version of the same work after another, each in its own process,
//! and compares what each took: wall time, CPU time, memory, threads, requests
//! in flight, context switches.
//!
//! Each figure is measured in one place:
//!
//! | Figure | Measured by | Module |
//! | --- | --- | --- |
//! | wall, CPU time, page faults, context switches, own peak of memory | the version's process itself, around the work alone | `child` |
//! | threads, processes, page tables, memory of the workers | this process, which samples the others from outside | `sampler` |
//! | requests, their peak in flight, and its own CPU time | the server, in its own process | `server` |
//!
//! Read it in this order: `program` (the work of `main` in each process), `runs`
//! (the parent), `child`, `sampler`, and then `text` and `json`, which show the
//! figures.
//!
//! A comparison is a list of [`Version`]s and a plan: which of them to run, on
//! what work. The versions read no clock and print nothing:
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use measure::{
//!     Column, Comparison, Options, Row, Table, Version, Workers, sizes,
//! };
//!
//! /// The work of a version, sent to its process as JSON.
//! #[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
//! struct Numbers {
//!     last: u64,
//! }
//!
//! /// Options besides those of all comparisons.
//! #[derive(Debug, clap::Args)]
//! struct Arguments {
//!     /// The last of the numbers to add
//!     #[arg(long, value_name = "N", default_value_t = 1_000)]
//!     #[arg(value_parser = sizes::count(1_000_000))]
//!     last: usize,
//! }
//!
//! const COMPARISON: Comparison<Arguments, Numbers, u64> = Comparison {
//!     name: "sums",
//!     about: "Adds the numbers from 1 to N, one version after another",
//!     versions: &[
//!         Version::new("loop", "one after another", Workers::One, |numbers| {
//!             Ok((1..=numbers.last).sum())
//!         }),
//!         Version::new("formula", "Gauss, as a boy", Workers::One, |numbers| {
//!             Ok(numbers.last * (numbers.last + 1) / 2)
//!         }),
//!     ],
//!     columns: &[COLUMNS],
//!     runs: 1,
//!     optimised: false,
//!     python: None,
//!     server: None,
//!     plan,
//!     difference: measure::difference,
//! };
//!
//! const COLUMNS: &[Column<Numbers, u64>] = &[Column::WALL, Column::SPEEDUP];
//!
//! fn plan(
//!     versions: &'static [Version<Numbers, u64>],
//!     arguments: &Arguments,
//!     _options: &Options,
//! ) -> Result<Vec<Table<Numbers, u64>>, String> {
//!     let numbers = Numbers { last: arguments.last as u64 };
//!     let title = format!("the sum of 1 to {}", numbers.last);
//!     let rows = versions.iter().map(|version| Row::new(version, numbers.clone()));
//!     Ok(vec![Table::new("sums", title, rows.collect(), COLUMNS)])
//! }
//!
//! fn main() -> ExitCode {
//!     measure::main(&COMPARISON)
//! }
//! ```
//!
//! `--json` prints one object, and the variable `FIGURES_JSON` names a file to
//! which it is written as well as printing the text. Times are in seconds,
//! memory in bytes, and unknown figures are null, such as the threads of a run
//! too short to sample:
//!
//! - `comparison`, `cores`, and `tables`: of each `table` (its name), `title`,
//!   `runs` (as given; `walls` has those that were made), `figures` (of the table
//!   as a whole, by name), `notes` (the lines below it), and `rows`;
//! - of each row `version`, `language`, `label`, `failure` (a sentence, or null), `wall`,
//!   `walls` (of all runs, ascending), `speedup`, `spread`, `user`, `system`,
//!   `peak_memory`, `page_tables`, `page_faults`, `threads`, `processes`,
//!   `requests`, `in_flight`, `server_cpu`, `start_up`, `voluntary_switches`, `involuntary_switches`,
//!   `columns` (the cells of the table, not rounded, by heading), and `work` (the
//!   version's input).
//!
//! With `--dry-run`, there are `tables` with `table`, `title`, `runs` and
//! `rows`: of each `version`, `language`, `label` and `work`.
//!
//! The program starts itself again for every run of a version, and once more
//! for the server, so serving does not count as the client's CPU time. Any code
//! above `measure::main` in `main` would run in those processes, too.

mod arguments;
mod child;
mod columns;
mod comparison;
mod figures;
mod interrupt;
mod json;
mod options;
mod program;
mod progress;
mod python;
mod role;
mod row;
mod runs;
mod sampler;
mod scratch;
mod server;
pub mod sizes;
mod system;
mod text;
pub mod words;

pub use crate::child::{restart_clock, stop_clock};
pub use crate::columns::Column;
pub use crate::comparison::{
    Comparison, MakeNotes, Notes, Plan, Server, Table, difference,
};
pub use crate::figures::{Failure, Figures, Measured, find, find_in};
pub use crate::options::Options;
pub use crate::program::main;
pub use crate::row::{Language, Row, Version, Workers};
pub use crate::scratch::Scratch;
pub use crate::system::raise_open_files;
