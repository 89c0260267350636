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
mod sizes;
mod table;

use std::thread;

use anyhow::Result;
use clap::Parser;

use crate::gil::Gil;
use crate::sizes::Sizes;
use crate::table::Row;

fn main() -> Result<()> {
    command_line::explain_failed_output();
    let sizes = Sizes::parse();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let remark = match cores {
        1 => " (on one core, threads take turns without a lock as well)",
        _ => "",
    };
    println!("Cores to use: {cores}{remark}");
    println!("The lock is asked for after {} ms.", sizes.interval);

    let title = format!("Computing: 2 jobs of {} pieces each", sizes.pieces);
    table::print(&title, sizes.runs, &computing(&sizes));
    let (answers, wait) = (sizes.answers, sizes.wait);
    let title = format!("Waiting: 2 jobs of {answers} answers, {wait} ms each");
    table::print(&title, sizes.runs, &waiting(&sizes));
    lanes::print(&sizes)
}

/// Two jobs that compute, in each way.
fn computing(sizes: &Sizes) -> Vec<Row<'_>> {
    let job = move |gil: Option<&Gil>| {
        let mut sum = 0.0;
        jobs::compute(gil, sizes.pieces, || sum = piece::add(sum));
        assert_eq!(sum, piece::expected(sizes.pieces), "all was computed");
    };
    vec![
        Row::new("one thread", move || on_one_thread(job)),
        Row::new("two threads", move || on_two_threads(None, job)),
        Row::new("two threads, GIL", move || {
            on_two_threads(Some(&sizes.gil()), job)
        }),
    ]
}

/// Two jobs that wait, in each way.
fn waiting(sizes: &Sizes) -> Vec<Row<'_>> {
    let wait = move || thread::sleep(sizes.time_to_wait());
    let job = move |gil: Option<&Gil>| {
        let mut sum = 0.0;
        jobs::wait(gil, sizes.answers, wait, || sum = piece::add(sum));
        assert_eq!(sum, piece::expected(sizes.answers), "all was handled");
    };
    // Waiting as if it were computing: nobody else has the lock meanwhile.
    let keeping = move |gil: Option<&Gil>| {
        jobs::compute(gil, sizes.answers, wait);
    };
    vec![
        Row::new("one thread", move || on_one_thread(job)),
        Row::new("two threads", move || on_two_threads(None, job)),
        Row::new("two threads, GIL", move || {
            on_two_threads(Some(&sizes.gil()), job)
        }),
        Row::new("two threads, GIL kept", move || {
            on_two_threads(Some(&sizes.gil()), keeping)
        }),
    ]
}

/// Does one job after the other. Nothing is handed over.
fn on_one_thread(job: impl Fn(Option<&Gil>)) -> u32 {
    job(None);
    job(None);
    0
}

/// Does two jobs at once, and returns how often the lock was handed over.
fn on_two_threads(
    gil: Option<&Gil>,
    job: impl Fn(Option<&Gil>) + Copy + Send,
) -> u32 {
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(move || job(gil));
        }
    });
    gil.map_or(0, Gil::hand_overs)
}
