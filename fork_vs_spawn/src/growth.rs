//! Which ways to create a process get slower as the parent grows?

use anyhow::Result;

use crate::{
    ballast, processes,
    timing::{self, Timing},
};

/// Memory that the parent holds, in MiB.
pub const HELD: [usize; 4] = [0, 64, 256, 1024];

/// Number of calls per median, which has to be odd.
const TIMES: usize = 21;

/// Ratio from which a row counts as slower. Below it, the cause may be other
/// programs that kept the machine busy.
const GROWS: f64 = 4.0;

/// Row of the table: one way to create a process.
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// Its times, one per entry of [`HELD`].
    pub timings: Vec<Timing>,
}

impl Row {
    /// Returns each timing with the name of the row.
    fn named_timings(&self) -> impl Iterator<Item = (&'static str, &Timing)> {
        self.timings.iter().map(|timing| (self.name, timing))
    }

    /// Returns the time with the largest parent ÷ the time with the smallest.
    fn growth(&self) -> f64 {
        self.timings[HELD.len() - 1].median / self.timings[0].median
    }
}

/// Prints one row of times per way to create a process, and returns the rows.
///
/// # Errors
///
/// Returns an error if there is not enough memory, or a process could not be
/// created.
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

/// Returns the names of the rows, for a sentence.
fn names(rows: &[&Row]) -> String {
    if rows.is_empty() {
        return "none of them".to_owned();
    }
    let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
    names.join(", ")
}

/// Times each way with each size of the parent.
fn measure() -> Result<Vec<Row>> {
    let mut processes = processes::all()?;
    let mut rows: Vec<Row> = processes
        .iter()
        .map(|(name, _)| Row {
            name,
            timings: Vec::new(),
        })
        .collect();
    for mib in HELD {
        let held = ballast::fill(mib)?;
        for ((_, create), row) in processes.iter_mut().zip(&mut rows) {
            row.timings.push(timing::time(TIMES, create)?);
        }
        drop(held);
    }
    Ok(rows)
}
