//! The claims of the page `parallel_limits.md`.

use super::verdict::{Claim, Result, at_least, at_most, between, each_of};
use crate::archive::Archive;

/// Recordings of the parts.
const SIEVE: &str = "parallel_limits-sieve";
const AMDAHL: &str = "parallel_limits-amdahl";
const GRAIN: &str = "parallel_limits-grain";
const SHARING: &str = "parallel_limits-sharing";
const MEMORY: &str = "parallel_limits-memory";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "The best sieve on one thread is more than five times as \
                   fast as the plain one, and more than twice as fast as the \
                   plain one on all cores.",
        check: |archive| {
            let wall = |version| archive.figure(SIEVE, version, "wall");
            let best = wall("bits")?.min(wall("segments")?);
            let alone = at_least(wall("plain")? / best, 5.0);
            Ok(alone.and(at_least(wall("plain_threads")? / best, 2.0)))
        },
    },
    Claim {
        sentence: "In Python, slices that run in C are more than twice as fast \
                   as a loop over the same odd numbers.",
        check: |archive| {
            let wall = |version| archive.in_python(SIEVE, version, "wall");
            Ok(at_least(wall("odd_numbers")? / wall("slices")?, 2.0))
        },
    },
    Claim {
        sentence: "NumPy's sieve on one thread is faster than the plain one in \
                   Rust.",
        check: |archive| {
            let plain = archive.figure(SIEVE, "plain", "wall")?;
            let numpy = archive.in_python(SIEVE, "numpy_array", "wall")?;
            Ok(at_least(plain / numpy, 1.2))
        },
    },
    Claim {
        sentence: "Each speedup of the table on the serial part is within a \
                   tenth of its prediction.",
        check: |archive| {
            // The ratio of the row that is furthest from its prediction.
            let furthest = archive.figures(AMDAHL)?.whole("furthest")?;
            Ok(between(furthest, 0.9, 1.1))
        },
    },
    Claim {
        sentence: "In three pieces, two threads are slower than in two, \
                   because one of them has nothing to do during the last.",
        check: |archive| {
            each_of(&["counter", "channel", "rayon"], |version| {
                let wall = |pieces| wall(archive, GRAIN, version, pieces);
                Ok(at_least(wall(", 3")? / wall(", 2")?, 1.1))
            })
        },
    },
    Claim {
        sentence: "In a million pieces, the channel takes more than twice as \
                   long as in a hundred, while rayon takes less than 1.3 times \
                   as long.",
        check: |archive| {
            let ratio = |version: &str| {
                let wall = |pieces| wall(archive, GRAIN, version, pieces);
                Ok(wall(", 1,000,000")? / wall(", 100")?)
            };
            let channel = at_least(ratio("channel")?, 2.0);
            Ok(channel.and(at_most(ratio("rayon")?, 1.3)))
        },
    },
    Claim {
        sentence: "When the pieces differ, fixed chunks leave a core idle for \
                   more than a fifth of the time, while the counter and rayon \
                   don't.",
        check: |archive| {
            let figures = archive.figures(GRAIN)?;
            let idle =
                |label: &str| figures.labelled(label)?.get("columns/idle");
            let chunks = at_least(idle("static chunks (2)")?, 20.0);
            let others = each_of(&["counter (2)", "rayon (2)"], |label| {
                Ok(at_most(idle(label)?, 20.0))
            })?;
            Ok(chunks.and(others))
        },
    },
    Claim {
        sentence: "Two counters side by side take more than 1.5 times as long \
                   as two that are padded.",
        check: |archive| {
            let side = wall(archive, SHARING, "side by side", " (2)")?;
            let padded = wall(archive, SHARING, "padded", " (2)")?;
            Ok(at_least(side / padded, 1.5))
        },
    },
    Claim {
        sentence: "A write to a new page costs more than ten times as much as \
                   one to a page that has been used before.",
        check: |archive| {
            let new = wall(archive, MEMORY, "new pages", " (1)")?;
            let same = wall(archive, MEMORY, "same pages", " (1)")?;
            Ok(at_least(new / same, 10.0))
        },
    },
    Claim {
        sentence: "Eight chains on one thread are more than twice as fast as \
                   one chain on all cores.",
        check: |archive| {
            let chain = wall(archive, MEMORY, "chain", " (2)")?;
            let eight = wall(archive, MEMORY, "eight chains", " (1)")?;
            Ok(at_least(chain / eight, 2.0))
        },
    },
];

/// Returns the wall time of a row, whose label is that of the version and a
/// number of pieces or threads.
fn wall(
    archive: &Archive,
    name: &str,
    version: &str,
    number: &str,
) -> Result<f64> {
    let label = format!("{version}{number}");
    archive.figures(name)?.labelled(&label)?.get("wall")
}
