//! The claims of the page `cpu_bound.md`, which is about pi.

use super::verdict::{Claim, Result, Verdict, at_least, between, each_of};
use crate::archive::Archive;

/// The recordings that the claims are about.
const PI: &str = "cpu_bound-pi";
const PYTHON: &str = "cpu_bound-python-pi";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Threads and rayon came close to the best possible speedup.",
        check: |archive| {
            each_of(&["threads", "rayon"], |it| close_to_the_best(archive, it))
        },
    },
    Claim {
        sentence: "So did processes, because they only receive a seed and \
                   send back a number.",
        check: |archive| close_to_the_best(archive, "processes"),
    },
    Claim {
        sentence: "Tasks on one thread took as long as one thread without \
                   tasks.",
        check: |archive| {
            Ok(between(archive.figure(PI, "tasks", "speedup")?, 0.8, 1.25))
        },
    },
    Claim {
        sentence: "Python's threads take about as long as one thread, because \
                   of the GIL, and its processes take little more than half \
                   of that.",
        check: |archive| {
            let wall = |version| archive.in_python(PYTHON, version, "wall");
            let one = wall("sequential")?;
            let threads = between(wall("threads")? / one, 0.8, 1.25);
            let processes = between(wall("processes")? / one, 0.45, 0.75);
            Ok(threads.and(processes))
        },
    },
    Claim {
        sentence: "The same number of random points takes Python dozens of \
                   times as long as Rust, on one thread.",
        check: |archive| {
            let walls = archive.python_to_rust(PYTHON, "sequential", "wall")?;
            Ok(at_least(walls, 24.0))
        },
    },
];

/// Returns whether a version computes pi nearly as fast as its jobs can be shared
/// out. Two threads of one core, and cores that slow down together, bring less.
pub(super) fn close_to_the_best(
    archive: &Archive,
    version: &str,
) -> Result<Verdict> {
    let row = archive.version(PI, version)?;
    let jobs = row.get("work/jobs")?;
    let best = jobs / (jobs / row.get("work/workers")?).ceil();
    Ok(between(row.get("speedup")? / best, 0.6, 1.2))
}
