//! Two threads and one lock, in two tables: jobs that compute, and jobs that
//! wait.
//!
//! Rust has no global interpreter lock. This program builds one (gil.rs), and
//! does the same work with it and without it.
//!
//! Run it with `cargo run -p gil`; `-- --interval 50` makes handoffs rarer.
//! In Python: two `threading.Thread`s that compute, and two that wait. The lock
//! is always there, and `sys.setswitchinterval` sets the interval.

mod chunk;
mod diary;
mod gil;
mod jobs;
mod lanes;
mod rows;
mod sizes;
mod table;

use anyhow::Result;
use clap::Parser;

use crate::sizes::Sizes;

fn main() -> Result<()> {
    command_line::explain_failed_output();
    let sizes = Sizes::parse();
    let cores = command_line::cores();
    let remark = match cores {
        1 => " (with one core, threads take turns even without a lock)",
        _ => "",
    };
    println!("Cores to use: {cores}{remark}");
    println!("The lock is requested after {} ms.", sizes.interval);

    let title = format!("Computing: 2 jobs of {} chunks each", sizes.chunks);
    table::print(&title, sizes.runs, &rows::computing(&sizes));
    let (responses, wait) = (sizes.responses, sizes.wait);
    let title =
        format!("Waiting: 2 jobs of {responses} responses, {wait} ms each");
    table::print(&title, sizes.runs, &rows::waiting(&sizes));
    lanes::print(&sizes)
}
