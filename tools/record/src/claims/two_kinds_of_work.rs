//! The claims of the page `two_kinds_of_work.md`.

use anyhow::{Context, Result};

use super::{Claim, about, at_least, at_most, says};
use crate::recorded::Recorded;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "On one thread, the CPU time is nearly the whole wall time.",
        check: |recorded| {
            let [wall, cpu] = times(recorded, "1 thread")?;
            Ok(at_least(cpu / wall, 0.85))
        },
    },
    Claim {
        sentence: "On two threads, the wall time falls and the CPU time \
                   does not.",
        check: |recorded| {
            let [wall_alone, cpu_alone] = times(recorded, "1 thread")?;
            let [wall, cpu] = times(recorded, "2 threads")?;
            let falls = at_most(wall / wall_alone, 0.8);
            Ok(falls.and(at_least(cpu / cpu_alone, 0.9)))
        },
    },
    Claim {
        sentence: "The work is the same; two cores share it, so that the \
                   CPU time is now well above the wall time.",
        check: |recorded| {
            let [wall, cpu] = times(recorded, "2 threads")?;
            Ok(at_least(cpu / wall, 1.4))
        },
    },
    Claim {
        sentence: "Three requests that are made one after another take \
                   about three times as long as one.",
        check: |recorded| {
            let one = recorded.number("ex_3_1", "Took")?;
            Ok(about(recorded.number("ex_3_4", "Took")?, 3.0 * one))
        },
    },
    Claim {
        sentence: "The same three, made together, take about as long as \
                   one, and on a single thread.",
        check: |recorded| {
            let one = recorded.number("ex_3_1", "Took")?;
            let together = recorded.number("ex_3_3", "Took")?;
            Ok(about(together, one).and(says(
                recorded,
                "ex_3_3",
                "3 requests, at most 3 in flight at once",
            )?))
        },
    },
];

/// The wall and the CPU time of one of the ways of ex_3_5.
fn times(recorded: &Recorded, way: &str) -> Result<[f64; 2]> {
    let row = recorded.row("ex_3_5", &[way])?;
    let times = row.first_chunk().copied();
    times.with_context(|| format!("ex_3_5: no wall and CPU time of {way}"))
}
