//! The claims of the page `mixed_workload.md`.

use anyhow::Result;

use super::{Claim, about, between};
use crate::recorded::Recorded;

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
        check: |recorded| {
            let sizes = sizes(recorded)?;
            let all = sizes.items * (sizes.fetch + sizes.compute);
            Ok(about(way(recorded, "sequential")?.wall, all))
        },
    },
    Claim {
        sentence: "Tasks on one thread take as long as one fetch and all \
                   computations: the waiting overlaps, and the computing does \
                   not.",
        check: |recorded| {
            let sizes = sizes(recorded)?;
            let all = sizes.fetch + sizes.items * sizes.compute;
            Ok(about(way(recorded, "tasks")?.wall, all))
        },
    },
    Claim {
        sentence: "Threads come close to the bound, and so do spawn_blocking, \
                   the pool and the pipeline.",
        check: |recorded| {
            let close = |name| {
                Ok::<_, anyhow::Error>(between(
                    way(recorded, name)?.to_bound,
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
        check: |recorded| {
            let one = way(recorded, "sequential")?.cpu;
            let same = |name| {
                let cpu = way(recorded, name)?.cpu;
                Ok::<_, anyhow::Error>(between(cpu / one, 0.75, 1.35))
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

fn sizes(recorded: &Recorded) -> Result<Sizes> {
    Ok(Sizes {
        // The command stands on the line before.
        items: recorded.number(MIXED, "mixed_workload\n")?,
        fetch: recorded.number(MIXED, "each fetched in")?,
        compute: recorded.number(MIXED, "then computed in")?,
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

fn way(recorded: &Recorded, way: &str) -> Result<Row> {
    let row = recorded.row(MIXED, &[way])?;
    let [wall, to_bound, _speedup, cpu, ..] = row[..] else {
        anyhow::bail!("{MIXED}: the row `{way}` is short: {row:?}");
    };
    Ok(Row {
        wall,
        cpu,
        to_bound,
    })
}
