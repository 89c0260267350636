//! The claims of the page `profile_task.md`.

use super::verdict::{
    Claim, Result, at_least, at_most, between, each_of, says,
};
use crate::archive::Archive;

const WAITING: &str = "profile_task-waiting";
const COMPUTING: &str = "profile_task-computing";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "The three requests waited nearly all of the time, and hardly \
                   computed.",
        check: |archive| {
            let waited = at_least(share(archive, WAITING, "waiting")?, 0.9);
            let computed = share(archive, WAITING, "computing")?;
            Ok(waited.and(at_most(computed, 0.1)))
        },
    },
    Claim {
        sentence: "The additions are the other way round: in their own time, \
                   they hardly waited.",
        check: |archive| {
            let computed = share(archive, COMPUTING, "computing")?;
            let waited = share(archive, COMPUTING, "waiting")?;
            Ok(at_least(computed / (computed + waited), 0.85))
        },
    },
    Claim {
        sentence: "Their CPU time is more than the time in which they \
                   computed: for a part of it, two cores were busy at once.",
        check: |archive| {
            let figures = archive.figures(COMPUTING)?;
            let cpu = figures.whole("user")? + figures.whole("system")?;
            Ok(at_least(cpu / figures.whole("computing")?, 1.1))
        },
    },
    Claim {
        sentence: "The verdicts are I/O-bound for the first and CPU-bound for \
                   the second.",
        check: |archive| {
            let first = says(archive, WAITING, "Verdict: I/O-bound\n")?;
            let second = says(archive, COMPUTING, "Verdict: CPU-bound\n")?;
            Ok(first.and(second))
        },
    },
    Claim {
        sentence: "Computing, standing in line and waiting add up to the wall \
                   time.",
        check: |archive| {
            each_of(&[WAITING, COMPUTING], |name| {
                let mut sum = 0.0;
                for part in ["computing", "in_line", "waiting"] {
                    sum += share(archive, name, part)?;
                }
                Ok(between(sum, 0.997, 1.003))
            })
        },
    },
];

/// The share of the wall time that one part of it took.
fn share(archive: &Archive, name: &str, part: &str) -> Result<f64> {
    let figures = archive.figures(name)?;
    Ok(figures.whole(part)? / figures.whole("wall")?)
}
