//! "Fork is up to 20 times faster than spawn": is it, in Rust?

use crate::growth::{HELD, Row};

/// What the Python original says, and where it has it from.
/// <https://superfastpython.com/fork-faster-than-spawn/>
const CLAIMED: f64 = 20.0;

/// Prints the claim beside what was measured, if this system can fork.
pub fn check(rows: &[Row]) {
    let find = |name| rows.iter().find(|row| row.name == name);
    let (Some(fork), Some(spawn)) = (find("fork"), find("spawn")) else {
        return;
    };
    let last = HELD.len() - 1;
    let small = spawn.timings[0].median / fork.timings[0].median;
    let large = spawn.timings[last].median / fork.timings[last].median;

    println!("\nIs fork faster than spawn? The time of spawn / that of fork:");
    line("Python, claimed", CLAIMED);
    line(&format!("Rust, parent holds {} MiB", HELD[0]), small);
    line(&format!("Rust, parent holds {} MiB", HELD[last]), large);
    println!(
        "A spawned Rust program has no interpreter to start, so a spawn costs \
         an exec\nand what loading a small program takes. A fork copies the \
         parent's page\ntables, and a larger parent has more of them."
    );
}

/// Prints a line of the table.
fn line(label: &str, ratio: f64) {
    println!("{label:<38}{ratio:>9.2}x");
}
