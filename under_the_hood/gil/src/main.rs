//! Two threads and one lock: why threads do not compute faster in Python, and
//! wait as well as anywhere.
//!
//! Rust has no global interpreter lock. Here it gets one (gil.rs), and the same
//! work is done with it and without it.
//!
//! Run it with `cargo run -p gil`; `-- --interval 50` hands over less often.
//! In Python: two `threading.Thread`s that compute, and two that wait. The lock
//! is always there, and `sys.setswitchinterval` sets the interval.

mod diary;
mod gil;
mod jobs;
mod lanes;
mod piece;
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
        1 => " (on one core, threads take turns without a lock as well)",
        _ => "",
    };
    println!("Cores to use: {cores}{remark}");
    println!("The lock is asked for after {} ms.", sizes.interval);

    let title = format!("Computing: 2 jobs of {} pieces each", sizes.pieces);
    table::print(&title, sizes.runs, &rows::computing(&sizes));
    let (answers, wait) = (sizes.answers, sizes.wait);
    let title = format!("Waiting: 2 jobs of {answers} answers, {wait} ms each");
    table::print(&title, sizes.runs, &rows::waiting(&sizes));
    lanes::print(&sizes)
}
