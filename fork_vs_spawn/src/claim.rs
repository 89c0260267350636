//! "Fork is up to 20 times faster than spawn": is that so in Rust?

use crate::growth::{HELD, Row};

/// The claim about Python.
/// <https://superfastpython.com/fork-faster-than-spawn/>
const CLAIMED: f64 = 20.0;

/// Prints the claim next to the measured ratios, if this system can fork.
pub fn check(rows: &[Row]) {
    let find = |name| rows.iter().find(|row| row.name == name);
    let (Some(fork), Some(spawn)) = (find("fork"), find("spawn")) else {
        return;
    };
    let last = HELD.len() - 1;
    let small = spawn.timings[0].median / fork.timings[0].median;
    let large = spawn.timings[last].median / fork.timings[last].median;

    println!("\nIs fork faster than spawn? Spawn time ÷ fork time:");
    line("Python, claimed", CLAIMED);
    line(&format!("Rust, parent holds {} MiB", HELD[0]), small);
    line(&format!("Rust, parent holds {} MiB", HELD[last]), large);
    println!(
        "A spawned Rust program has no interpreter to start: a spawn costs an \
         exec and\nloading a small program. A fork copies the page tables of \
         its parent, and a\nlarger parent has larger ones."
    );
}

/// Prints a row of the table.
fn line(label: &str, ratio: f64) {
    println!("{label:<38}{ratio:>9.2}x");
}
