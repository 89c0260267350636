//! Which ways to make a process get slower as the parent gets larger?

use anyhow::Result;

use crate::{
    ballast,
    timing::{self, Timing},
    ways,
};

/// What the parent holds, in MiB.
pub const HELD: [usize; 4] = [0, 64, 256, 1024];

/// How often each is timed. The median needs an odd number.
const TIMES: usize = 21;

/// From this ratio on a way is said to get slower: less, and it may be that
/// other programs kept the machine busy.
const GROWS: f64 = 4.0;

/// A way and what it cost.
pub struct Row {
    /// The way's name.
    pub name: &'static str,
    /// What it took for each of [`HELD`].
    pub timings: Vec<Timing>,
}

impl Row {
    /// Returns each timing with the way's name.
    fn named_timings(&self) -> impl Iterator<Item = (&'static str, &Timing)> {
        self.timings.iter().map(|timing| (self.name, timing))
    }

    /// Returns how many times as long the largest parent takes.
    fn growth(&self) -> f64 {
        self.timings[HELD.len() - 1].median / self.timings[0].median
    }
}

/// Prints the time of each way for each size of the parent, and returns it.
///
/// # Errors
/// There is too little memory, or a process could not be made.
pub fn run() -> Result<Vec<Row>> {
    println!("Microseconds, median of {TIMES}, while the parent holds MiB:");
    print!("{:<22}", "");
    HELD.iter().for_each(|mib| print!("{mib:>10}"));
    println!("{:>12}", "last/first");

    let rows = measure()?;
    for row in &rows {
        print!("{:<22}", row.name);
        for Timing { median, .. } in &row.timings {
            print!("{median:>10.1}");
        }
        println!("{:>11.2}x", row.growth());
    }
    timing::print_widest(rows.iter().flat_map(Row::named_timings));
    let (slower, others): (Vec<&Row>, Vec<&Row>) =
        rows.iter().partition(|row| row.growth() >= GROWS);
    println!("Slower as the parent grows: {}.", names(&slower));
    println!(
        "Not clearly slower (less than {GROWS}x): {}.",
        names(&others)
    );
    Ok(rows)
}

/// Returns the names in a form for a sentence.
fn names(rows: &[&Row]) -> String {
    if rows.is_empty() {
        return "none of them".to_owned();
    }
    let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
    names.join(", ")
}

/// Times each way for each size of the parent.
fn measure() -> Result<Vec<Row>> {
    let mut ways = ways::processes()?;
    let mut rows: Vec<Row> = ways
        .iter()
        .map(|(name, _)| Row {
            name,
            timings: Vec::new(),
        })
        .collect();
    for mib in HELD {
        let held = ballast::fill(mib)?;
        for ((_, way), row) in ways.iter_mut().zip(&mut rows) {
            row.timings.push(timing::time(TIMES, way)?);
        }
        drop(held);
    }
    Ok(rows)
}
