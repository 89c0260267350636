//! The claims of the page `profile_task.md`.

use super::verdict::{
    Claim, Result, at_least, at_most, between, each_of, says,
};
use crate::archive::Archive;

const WAITING: &str = "profile_task-waiting";
const COMPUTING: &str = "profile_task-computing";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "The three requests were blocked nearly all of the time, and \
                   hardly computed.",
        check: |archive| {
            let blocked = at_least(share(archive, WAITING, "blocked")?, 0.9);
            let computed = share(archive, WAITING, "computing")?;
            Ok(blocked.and(at_most(computed, 0.1)))
        },
    },
    Claim {
        sentence: "The additions, in contrast, were hardly ever blocked.",
        check: |archive| {
            let computed = share(archive, COMPUTING, "computing")?;
            let blocked = share(archive, COMPUTING, "blocked")?;
            Ok(at_least(computed / (computed + blocked), 0.85))
        },
    },
    Claim {
        sentence: "Their CPU time is longer than the time for which they \
                   computed, because two cores were busy for part of the time.",
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
        sentence: "Computing, waiting for a core and being blocked add up to \
                   the wall time.",
        check: |archive| {
            each_of(&[WAITING, COMPUTING], |name| {
                let mut sum = 0.0;
                for part in ["computing", "waiting_for_a_core", "blocked"] {
                    sum += share(archive, name, part)?;
                }
                Ok(between(sum, 0.997, 1.003))
            })
        },
    },
];

/// Returns the share of the wall time that one part of it took.
fn share(archive: &Archive, name: &str, part: &str) -> Result<f64> {
    let figures = archive.figures(name)?;
    Ok(figures.whole(part)? / figures.whole("wall")?)
}
