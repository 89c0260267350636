//! Which ways to make a process get slower as the parent gets larger?

use anyhow::Result;

use crate::{ballast, speed, ways};

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
    /// Microseconds for each of [`HELD`].
    pub micros: Vec<f64>,
}

impl Row {
    /// Returns how many times as long the largest parent takes.
    fn growth(&self) -> f64 {
        self.micros[HELD.len() - 1] / self.micros[0]
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
        row.micros.iter().for_each(|time| print!("{time:>10.1}"));
        println!("{:>11.2}x", row.growth());
    }
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
    let mut micros = vec![Vec::new(); ways.len()];
    for mib in HELD {
        let held = ballast::fill(mib)?;
        for ((_, way), times) in ways.iter_mut().zip(&mut micros) {
            times.push(speed::median(TIMES, way)?);
        }
        drop(held);
    }
    let names = ways.iter().map(|(name, _)| *name);
    let rows = names.zip(micros);
    Ok(rows.map(|(name, micros)| Row { name, micros }).collect())
}
