//! The claims of the page `mixed_workload.md`.

use super::verdict::{Claim, Result, about, at_least, between, each_of};
use crate::archive::Archive;

/// The recording of all of these claims.
const MIXED: &str = "mixed_workload";

/// Largest ratio to the lower bound that counts as close. Cores that all compute
/// at once may run slower than the one that was measured at the start.
const CLOSE: f64 = 1.3;

/// Smallest plausible ratio to the lower bound. The core that was measured at
/// the start may have been a little slower then.
const LEAST: f64 = 0.98;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "One after another takes as long as all fetches and all \
                   computations together.",
        check: |archive| {
            let [items, fetch, compute] = sizes(archive)?;
            let took = archive.figure(MIXED, "sequential", "wall")?;
            Ok(about(took, items * (fetch + compute)))
        },
    },
    Claim {
        sentence: "Tasks on one thread take as long as one fetch and all \
                   computations: the waiting overlaps, but the computing \
                   doesn't.",
        check: |archive| {
            let [items, fetch, compute] = sizes(archive)?;
            let took = archive.figure(MIXED, "tasks", "wall")?;
            Ok(about(took, fetch + items * compute))
        },
    },
    Claim {
        sentence: "Threads come close to the lower bound, and so do \
                   spawn_blocking, the pool and the pipeline.",
        check: |archive| {
            let close = ["threads", "spawn_blocking", "cpu_pool", "pipeline"];
            each_of(&close, |version| {
                Ok(between(to_bound(archive, version)?, LEAST, CLOSE))
            })
        },
    },
    Claim {
        sentence: "All versions use about the same CPU time.",
        check: |archive| {
            let cpu = |version: &str| archive.figure(MIXED, version, "cpu");
            let one = cpu("sequential")?;
            let others = [
                "threads",
                "tasks",
                "tasks_on_all_cores",
                "spawn_blocking",
                "cpu_pool",
                "pipeline",
            ];
            each_of(&others, |other| Ok(between(cpu(other)? / one, 0.75, 1.35)))
        },
    },
    Claim {
        sentence: "In Python, the pool of processes comes near its lower bound, \
                   while threads and tasks compute one item at a time and take at least \
                   one and a half times that bound.",
        check: |archive| {
            let ratio = |version| {
                let ratio = "columns/÷ lower bound";
                archive.in_python("mixed_workload-python", version, ratio)
            };
            let pool = between(ratio("cpu_pool")?, 1.0, 1.4);
            let threads = at_least(ratio("threads")?, 1.5);
            let tasks = at_least(ratio("tasks")?, 1.5);
            Ok(pool.and(threads).and(tasks))
        },
    },
];

/// Returns the number of items, and the seconds of each fetch and computation.
fn sizes(archive: &Archive) -> Result<[f64; 3]> {
    let sizes = archive.figures(MIXED)?;
    Ok([
        sizes.whole("items")?,
        sizes.whole("delay")?,
        sizes.whole("work")?,
    ])
}

/// Returns the wall time of a version ÷ the lower bound.
pub(super) fn to_bound(archive: &Archive, version: &str) -> Result<f64> {
    let bound = archive.figures(MIXED)?.whole("lower_bound")?;
    Ok(archive.figure(MIXED, version, "wall")? / bound)
}
