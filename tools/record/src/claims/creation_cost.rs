//! The claims of the page `creation_cost.md`.

use super::{Claim, Result, at_least, at_most, between};
use crate::archive::Archive;

/// The recording that all of them are about.
const SPEED: &str = "fork_vs_spawn-speed";

/// What a way's time may grow to before the program calls it slower.
const CLEARLY_SLOWER: f64 = 4.0;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "A thread costs more than ten times as much as a task, and \
                   a process costs more than a thread.",
        check: |archive| {
            let thread = median(archive, "thread")?;
            let fork = median(archive, "fork")?;
            let spawn = median(archive, "spawn")?;
            let task = median(archive, "async task")?;
            let process = fork.min(spawn);
            let ten_times = at_least(thread / task, 10.0);
            Ok(ten_times.and(at_least(process / thread, 1.0)))
        },
    },
    Claim {
        sentence: "The largest parent's fork takes more than ten times as \
                   long as that of the parent that holds nothing.",
        check: |archive| {
            let (small, large) = ends(archive, "fork")?;
            Ok(at_least(large / small, 10.0))
        },
    },
    Claim {
        sentence: "A plain spawn does not get clearly slower, however much \
                   the parent holds.",
        check: |archive| {
            let (small, large) = ends(archive, "spawn")?;
            Ok(at_most(large / small, CLEARLY_SLOWER))
        },
    },
    Claim {
        sentence: "With pre_exec, a spawn grows as a fork does, although it \
                   starts the same program.",
        check: |archive| {
            let fork = ends(archive, "fork")?;
            let spawn = ends(archive, "spawn with pre_exec")?;
            let as_much = (spawn.1 - spawn.0) / (fork.1 - fork.0);
            let grows = at_least(spawn.1 / spawn.0, CLEARLY_SLOWER);
            Ok(grows.and(between(as_much, 0.25, 4.0)))
        },
    },
    Claim {
        sentence: "While the parent holds nothing, fork is faster than spawn, \
                   but by less than the chapter's 20 times; with the largest \
                   parent, spawn is faster.",
        check: |archive| {
            let ratio = |label| archive.number(SPEED, label);
            let small = ratio("Rust, parent holds 0 MiB")?;
            let large = ratio("Rust, parent holds 1024 MiB")?;
            Ok(between(small, 1.0, 20.0).and(at_most(large, 1.0)))
        },
    },
];

/// The median of a way in the first table, in microseconds.
pub fn median(archive: &Archive, way: &str) -> Result<f64> {
    let [_runs, median, _ratio] = archive.row(SPEED, &["speed:", way])?;
    Ok(median)
}

/// What a way took with the smallest and with the largest parent, in
/// microseconds.
fn ends(archive: &Archive, way: &str) -> Result<(f64, f64)> {
    let [small, _, _, large, _growth] =
        archive.row(SPEED, &["Microseconds, median", way])?;
    Ok((small, large))
}
