//! The claims of the page `profile_task.md`.

use super::{Claim, Result, Verdict, at_least, at_most, between, says};
use crate::archive::Archive;

const WAITING: &str = "profile_task-waiting";
const COMPUTING: &str = "profile_task-computing";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "The three requests waited nearly all of the time, and hardly \
                   computed.",
        check: |archive| {
            let waited = share(archive, WAITING, "waiting")?;
            let computed = share(archive, WAITING, "computing")?;
            Ok(at_least(waited, 90.0).and(at_most(computed, 10.0)))
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
            let cpu = seconds(archive, COMPUTING, "CPU")?;
            let computed = seconds(archive, COMPUTING, "computing")?;
            Ok(at_least(cpu / computed, 1.1))
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
            let first = sum_of_parts(archive, WAITING)?;
            Ok(first.and(sum_of_parts(archive, COMPUTING)?))
        },
    },
];

/// The seconds in a line of the report.
fn seconds(archive: &Archive, name: &str, label: &str) -> Result<f64> {
    let [seconds, _share] = archive.row(name, &["profile_task:", label])?;
    Ok(seconds)
}

/// The percentage in a line of the report.
fn share(archive: &Archive, name: &str, label: &str) -> Result<f64> {
    let [_seconds, share] = archive.row(name, &["profile_task:", label])?;
    Ok(share)
}

fn sum_of_parts(archive: &Archive, name: &str) -> Result<Verdict> {
    let parts = ["computing", "in line for a core", "waiting"];
    let mut sum = 0.0;
    for label in parts {
        sum += share(archive, name, label)?;
    }
    Ok(between(sum, 99.7, 100.3))
}
