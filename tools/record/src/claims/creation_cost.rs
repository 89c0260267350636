//! The claims of the page `creation_cost.md`.

use anyhow::{Context, Result};

use super::{Claim, at_least, at_most, between};
use crate::recorded::Recorded;

/// The recording that all of them are about.
const SPEED: &str = "fork_vs_spawn-speed";

/// What a way's time may grow to before the program calls it slower.
const CLEARLY_SLOWER: f64 = 4.0;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "A thread costs more than ten times as much as a task, and \
                   a process costs more than a thread.",
        check: |recorded| {
            let thread = median(recorded, "thread")?;
            let fork = median(recorded, "fork")?;
            let spawn = median(recorded, "spawn")?;
            let task = median(recorded, "async task")?;
            let process = fork.min(spawn);
            let ten_times = at_least(thread / task, 10.0);
            Ok(ten_times.and(at_least(process / thread, 1.0)))
        },
    },
    Claim {
        sentence: "The largest parent's fork takes more than ten times as \
                   long as that of the parent that holds nothing.",
        check: |recorded| {
            let (small, large) = ends(recorded, "fork")?;
            Ok(at_least(large / small, 10.0))
        },
    },
    Claim {
        sentence: "A plain spawn does not get clearly slower, however much \
                   the parent holds.",
        check: |recorded| {
            let (small, large) = ends(recorded, "spawn")?;
            Ok(at_most(large / small, CLEARLY_SLOWER))
        },
    },
    Claim {
        sentence: "With pre_exec, a spawn grows as a fork does, although it \
                   starts the same program.",
        check: |recorded| {
            let fork = ends(recorded, "fork")?;
            let spawn = ends(recorded, "spawn with pre_exec")?;
            let as_much = (spawn.1 - spawn.0) / (fork.1 - fork.0);
            let grows = at_least(spawn.1 / spawn.0, CLEARLY_SLOWER);
            Ok(grows.and(between(as_much, 0.25, 4.0)))
        },
    },
    Claim {
        sentence: "While the parent holds nothing, fork is faster than spawn, \
                   but by less than the chapter's 20 times; with the largest \
                   parent, spawn is faster.",
        check: |recorded| {
            let ratio = |label| recorded.number(SPEED, label);
            let small = ratio("Rust, parent holds 0 MiB")?;
            let large = ratio("Rust, parent holds 1024 MiB")?;
            Ok(between(small, 1.0, 20.0).and(at_most(large, 1.0)))
        },
    },
];

/// The median of a way in the first table, in microseconds.
pub fn median(recorded: &Recorded, way: &str) -> Result<f64> {
    let row = recorded.row(SPEED, &["speed:", way])?;
    let median = row.get(1).with_context(|| format!("{way}: {row:?}"))?;
    Ok(*median)
}

/// What a way took with the smallest and with the largest parent, in
/// microseconds.
fn ends(recorded: &Recorded, way: &str) -> Result<(f64, f64)> {
    let row = recorded.row(SPEED, &["Microseconds, median", way])?;
    let [small, _, _, large, _growth] = row[..] else {
        anyhow::bail!("the row `{way}` has not five numbers: {row:?}");
    };
    Ok((small, large))
}
