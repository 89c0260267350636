//! The claims of the page `mixed_workload.md`.

use super::{Claim, Result, about, between};
use crate::archive::{Archive, Missing};

/// The recording that all of them are about.
const MIXED: &str = "mixed_workload";

/// What is called close to the bound, a factor: cores that all compute at once
/// may run slower than the one that was measured at the start.
const CLOSE: f64 = 1.3;

/// What is called no less than the bound, a factor: the core that was measured
/// at the start may have been a little slower then.
const LEAST: f64 = 0.98;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "One after another takes as long as all fetches and all \
                   computations together.",
        check: |archive| {
            let sizes = sizes(archive)?;
            let all = sizes.items * (sizes.fetch + sizes.compute);
            Ok(about(way(archive, "sequential")?.wall, all))
        },
    },
    Claim {
        sentence: "Tasks on one thread take as long as one fetch and all \
                   computations: the waiting overlaps, and the computing does \
                   not.",
        check: |archive| {
            let sizes = sizes(archive)?;
            let all = sizes.fetch + sizes.items * sizes.compute;
            Ok(about(way(archive, "tasks")?.wall, all))
        },
    },
    Claim {
        sentence: "Threads come close to the bound, and so do spawn_blocking, \
                   the pool and the pipeline.",
        check: |archive| {
            let close = |name| {
                Ok::<_, Missing>(between(
                    way(archive, name)?.to_bound,
                    LEAST,
                    CLOSE,
                ))
            };
            Ok(close("threads")?
                .and(close("spawn blocking")?)
                .and(close("cpu pool")?)
                .and(close("pipeline")?))
        },
    },
    Claim {
        sentence: "All ways use about the same CPU time.",
        check: |archive| {
            let one = way(archive, "sequential")?.cpu;
            let same = |name| {
                let cpu = way(archive, name)?.cpu;
                Ok::<_, Missing>(between(cpu / one, 0.75, 1.35))
            };
            Ok(same("threads")?
                .and(same("tasks")?)
                .and(same("tasks on all cores")?)
                .and(same("spawn blocking")?)
                .and(same("cpu pool")?)
                .and(same("pipeline")?))
        },
    },
];

/// What the heading says.
struct Sizes {
    items: f64,
    /// Seconds for each item.
    fetch: f64,
    compute: f64,
}

fn sizes(archive: &Archive) -> Result<Sizes> {
    Ok(Sizes {
        // The command stands on the line before.
        items: archive.number(MIXED, "mixed_workload\n")?,
        fetch: archive.number(MIXED, "each fetched in")?,
        compute: archive.number(MIXED, "then computed in")?,
    })
}

/// What a row says.
struct Row {
    /// Seconds on the wall, and of all cores together.
    wall: f64,
    cpu: f64,
    /// The wall time, divided by the bound.
    to_bound: f64,
}

fn way(archive: &Archive, way: &str) -> Result<Row> {
    let [wall, to_bound, _, cpu, _, _, _, _, _] = archive.row(MIXED, &[way])?;
    Ok(Row {
        wall,
        cpu,
        to_bound,
    })
}
