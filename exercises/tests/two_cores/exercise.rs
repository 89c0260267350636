//! Exercise: one sum, computed by two threads.
//!
//! A `Tally` computes: `add` takes a number, and counts the steps of its
//! Collatz sequence. Here one thread adds all the numbers. Let rayon's threads
//! share them, in parts of about the same size, and let no thread wait for a
//! lock: give each part of the numbers a tally of its own, and use `merge` to
//! turn two tallies into one.
//!
//! The page: book/src/two_cores.md. Stuck? `cargo ex hint`

use crate::tally::Tally;

/// Returns the tally of all numbers.
pub fn tally_all(numbers: &[u64]) -> Tally {
    // TODO: one thread adds all the numbers to one tally, one after another.
    let mut tally = Tally::new();
    for &number in numbers {
        tally.add(number);
    }
    tally
}
