//! The claims of the page `profile_task.md`.

use anyhow::{Context, Result};

use super::{Claim, Verdict, at_least, at_most, between, says};
use crate::recorded::Recorded;

const WAITING: &str = "profile_task-waiting";
const COMPUTING: &str = "profile_task-computing";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "The three requests waited nearly all of the time, and hardly \
                   computed.",
        check: |recorded| {
            let waited = share(recorded, WAITING, "waiting")?;
            let computed = share(recorded, WAITING, "computing")?;
            Ok(at_least(waited, 90.0).and(at_most(computed, 10.0)))
        },
    },
    Claim {
        sentence: "The additions are the other way round: in their own time, \
                   they hardly waited.",
        check: |recorded| {
            let computed = share(recorded, COMPUTING, "computing")?;
            let waited = share(recorded, COMPUTING, "waiting")?;
            Ok(at_least(computed / (computed + waited), 0.85))
        },
    },
    Claim {
        sentence: "Their CPU time is more than the time in which they \
                   computed: for a part of it, two cores were busy at once.",
        check: |recorded| {
            let cpu = seconds(recorded, COMPUTING, "CPU")?;
            let computed = seconds(recorded, COMPUTING, "computing")?;
            Ok(at_least(cpu / computed, 1.1))
        },
    },
    Claim {
        sentence: "The verdicts are I/O-bound for the first and CPU-bound for \
                   the second.",
        check: |recorded| {
            let first = says(recorded, WAITING, "Verdict: I/O-bound\n")?;
            let second = says(recorded, COMPUTING, "Verdict: CPU-bound\n")?;
            Ok(first.and(second))
        },
    },
    Claim {
        sentence: "Computing, standing in line and waiting add up to the wall \
                   time.",
        check: |recorded| {
            let first = sum_of_parts(recorded, WAITING)?;
            Ok(first.and(sum_of_parts(recorded, COMPUTING)?))
        },
    },
];

/// The seconds in a line of the report.
fn seconds(recorded: &Recorded, name: &str, label: &str) -> Result<f64> {
    let figures = recorded.row(name, &["profile_task:", label])?;
    let seconds = figures.first().copied();
    seconds.with_context(|| format!("{name}: `{label}` has no time"))
}

/// The percentage in a line of the report.
fn share(recorded: &Recorded, name: &str, label: &str) -> Result<f64> {
    let figures = recorded.row(name, &["profile_task:", label])?;
    let share = figures.get(1).copied();
    share.with_context(|| format!("{name}: `{label}` has no percentage"))
}

fn sum_of_parts(recorded: &Recorded, name: &str) -> Result<Verdict> {
    let parts = ["computing", "in line for a core", "waiting"];
    let mut sum = 0.0;
    for label in parts {
        sum += share(recorded, name, label)?;
    }
    Ok(between(sum, 99.7, 100.3))
}
