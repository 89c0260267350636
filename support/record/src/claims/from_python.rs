//! The claims of the page `from_python.md`.

use super::verdict::{Claim, Result, at_least, at_most, between};
use crate::archive::Archive;

/// Recordings of the parts.
const ADDITIONS: &str = "from_python-additions";
const PRIMES: &str = "from_python-primes";
const CALLS: &str = "from_python-calls";
const SQUARES: &str = "from_python-squares";
const GIL: &str = "from_python-gil";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "The additions are more than 20 times as fast in Rust as in \
                   Python, and the sieve is more than five times as fast.",
        check: |archive| {
            let gain = |name| ratio(archive, name, "plain", "called");
            let additions = at_least(gain(ADDITIONS)?, 20.0);
            Ok(additions.and(at_least(gain(PRIMES)?, 5.0)))
        },
    },
    Claim {
        sentence: "Called from Python, Rust takes about as long for the \
                   additions as in a program of its own.",
        check: |archive| {
            let ratio = ratio(archive, ADDITIONS, "called", "rust_alone")?;
            Ok(between(ratio, 0.6, 1.6))
        },
    },
    Claim {
        sentence: "Calling an empty function in Rust takes less than 1.5 \
                   times as long as calling one in Python.",
        check: |archive| {
            let ratio = ratio(archive, CALLS, "empty_rust", "empty_python")?;
            Ok(at_most(ratio, 1.5))
        },
    },
    Claim {
        sentence: "With a list, the sum of squares gains much less than with a \
                   buffer, which makes it more than twice as fast again.",
        check: |archive| {
            let converted =
                ratio(archive, SQUARES, "python_list", "rust_list")?;
            let copied = ratio(archive, SQUARES, "rust_list", "rust_buffer")?;
            Ok(at_least(converted, 1.0).and(at_least(copied, 2.0)))
        },
    },
    Claim {
        sentence: "With the GIL kept, one thread is inside at a time, and the \
                   heartbeat stands still for nearly as long as both compute.",
        check: |archive| {
            let inside = cell(archive, "held", "inside")?;
            let gap = cell(archive, "held", "longest gap")?;
            let share = gap / cell(archive, "held", "wall")?;
            Ok(between(inside, 1.0, 1.0).and(between(share, 0.7, 1.1)))
        },
    },
    Claim {
        sentence: "With the GIL released, two threads are inside, and the \
                   heartbeat's longest gap is less than a quarter of that.",
        check: |archive| {
            let inside = cell(archive, "detached", "inside")?;
            let gap = cell(archive, "detached", "longest gap")?;
            let share = gap / cell(archive, "held", "longest gap")?;
            Ok(between(inside, 2.0, 2.0).and(at_most(share, 0.25)))
        },
    },
];

/// Returns the wall time of one version ÷ that of another.
fn ratio(archive: &Archive, name: &str, one: &str, other: &str) -> Result<f64> {
    let wall = |version| archive.figure(name, version, "wall");
    Ok(wall(one)? / wall(other)?)
}

/// Returns a cell of the table with the threads.
fn cell(archive: &Archive, version: &str, column: &str) -> Result<f64> {
    archive.figure(GIL, version, &format!("columns/{column}"))
}
