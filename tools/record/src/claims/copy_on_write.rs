//! The claims of the page `copy_on_write.md`.

use anyhow::Result;

use super::{Claim, Verdict, at_most, between};
use crate::recorded::Recorded;

/// The share of a process's memory up to which it is "almost nothing": the
/// child's stack and what it changes of the program's own variables.
const ALMOST_NOTHING: f64 = 0.02;

const PARENT: &str = "parent, before fork";
const FORKED: &str = "child, after fork";
const READ: &str = "child, after reading all of it";
const WRITTEN: &str = "child, after writing half of it";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Right after the fork, the child sees as much memory as \
                   its parent does, and owns almost nothing.",
        check: |recorded| {
            let owns = at_most(own(recorded, FORKED)?, ALMOST_NOTHING);
            Ok(sees_as_much(recorded, FORKED, PARENT)?.and(owns))
        },
    },
    Claim {
        sentence: "Reading all of it gives the child no memory of its own.",
        check: |recorded| Ok(at_most(own(recorded, READ)?, ALMOST_NOTHING)),
    },
    Claim {
        sentence: "When it has written half of what it was lent, half of \
                   that is its own.",
        check: |recorded| Ok(between(own(recorded, WRITTEN)?, 0.45, 0.55)),
    },
    Claim {
        sentence: "What it sees is the same all the time: a page that is \
                   copied takes the place of the one that was shared.",
        check: |recorded| {
            let read = sees_as_much(recorded, READ, FORKED)?;
            Ok(read.and(sees_as_much(recorded, WRITTEN, FORKED)?))
        },
    },
];

/// What a process owns, as a share of what its parent owned.
fn own(recorded: &Recorded, label: &str) -> Result<f64> {
    let [_, own] = row(recorded, label)?;
    let [_, parents] = row(recorded, PARENT)?;
    Ok(own / parents)
}

/// Whether two rows show the same memory, shared pages included.
fn sees_as_much(
    recorded: &Recorded,
    label: &str,
    other: &str,
) -> Result<Verdict> {
    let [all, _] = row(recorded, label)?;
    let [others, _] = row(recorded, other)?;
    Ok(between(all / others, 0.95, 1.05))
}

/// All memory that a process sees, and what is its own, in MiB.
fn row(recorded: &Recorded, label: &str) -> Result<[f64; 2]> {
    let row = recorded.row("fork_vs_spawn-memory", &[label])?;
    let [all, own, _ratio] = row[..] else {
        anyhow::bail!("the row `{label}` has not three numbers: {row:?}");
    };
    Ok([all, own])
}
