//! Does the same work one way after another, each in a process of its own, and
//! compares what each took: time on the wall and of the CPU, memory, threads,
//! requests in flight, context switches.
//!
//! A program that compares is a list of [`Way`]s and a plan of which to run on
//! what. The ways hold no clock and print nothing:
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use measure::{
//!     Comparison, Options, Refusal, Row, Table, Way, explained, sizes,
//! };
//!
//! /// What a way is given. It is sent to the way's process as JSON.
//! #[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
//! struct Numbers {
//!     last: u64,
//! }
//!
//! /// What the program takes besides the options that all comparisons take.
//! #[derive(Debug, clap::Args)]
//! struct Arguments {
//!     /// The last of the numbers to add
//!     #[arg(long, value_name = "N", default_value_t = 1_000)]
//!     #[arg(value_parser = sizes::count(1_000_000), allow_negative_numbers = true)]
//!     last: usize,
//! }
//!
//! const COMPARISON: Comparison<Arguments, Numbers, u64> = Comparison {
//!     name: "sums",
//!     about: "Adds the numbers from 1 to N, one way after another",
//!     ways: &[
//!         Way { name: "loop", about: "one after another", run: |numbers| {
//!             Ok((1..=numbers.last).sum())
//!         } },
//!         Way { name: "formula", about: "Gauss, as a boy", run: |numbers| {
//!             Ok(numbers.last * (numbers.last + 1) / 2)
//!         } },
//!     ],
//!     figures: explained::USUAL,
//!     runs: 1,
//!     site: None,
//!     plan,
//!     difference: measure::difference,
//! };
//!
//! fn plan(
//!     arguments: &Arguments,
//!     _options: &Options,
//! ) -> Result<Vec<Table<Numbers, u64>>, Refusal> {
//!     let numbers = Numbers { last: arguments.last as u64 };
//!     let title = format!("the sum of 1 to {}", numbers.last);
//!     let rows = COMPARISON.ways.iter().map(|way| Row::new(way, &numbers));
//!     Ok(vec![Table::new("sums", title, rows.collect())])
//! }
//!
//! fn main() -> ExitCode {
//!     measure::main(&COMPARISON)
//! }
//! ```
//!
//! `--json` prints one object. Times are in seconds, memory in bytes, and what
//! is not known is null, such as the threads of a run too short to be looked at:
//!
//! - `comparison`, `cores`, and `tables`: of each `table` (its name), `title`,
//!   `runs`, `notes` (lines), and `rows`;
//! - of each row `way`, `label`, `failure` (a sentence, or null), `wall`,
//!   `walls` (of all runs, ascending), `speedup`, `spread`, `user`, `system`,
//!   `peak_memory`, `page_tables`, `page_faults`, `threads`, `processes`,
//!   `requests`, `in_flight`, `voluntary_switches`, `involuntary_switches`, and
//!   `columns`: what the table shows, not rounded, by heading.
//!
//! With `--dry-run`, there are `tables` with `table`, `title`, `runs` and
//! `rows`: of each `way`, `label` and `work`.
//!
//! The program runs itself again for every run of a way, and once more for the
//! site that is asked, so that serving is not billed to the client. Whatever a
//! learner writes above `measure::main` in `main` would run in those processes
//! too.

mod arguments;
mod comparison;
pub mod explained;
mod figures;
mod interrupt;
mod json;
mod program;
mod progress;
mod runs;
mod sampler;
mod site;
pub mod sizes;
mod system;
mod text;
mod way;
pub mod words;

pub use crate::arguments::Options;
pub use crate::comparison::{
    Comparison, Notes, Plan, Refusal, Row, Site, Table, Way, difference,
};
pub use crate::figures::{Failure, Figures, Measured};
pub use crate::program::main;
pub use crate::system::raise_open_files;
pub use crate::text::{Column, Value};
