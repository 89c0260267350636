//! The claims of the page `copy_on_write.md`.

use super::{Claim, Result, Verdict, at_most, between};
use crate::archive::Archive;

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
        check: |archive| {
            let owns = at_most(own(archive, FORKED)?, ALMOST_NOTHING);
            Ok(sees_as_much(archive, FORKED, PARENT)?.and(owns))
        },
    },
    Claim {
        sentence: "Reading all of it gives the child no memory of its own.",
        check: |archive| Ok(at_most(own(archive, READ)?, ALMOST_NOTHING)),
    },
    Claim {
        sentence: "When it has written half of what it was lent, half of \
                   that is its own.",
        check: |archive| Ok(between(own(archive, WRITTEN)?, 0.45, 0.55)),
    },
    Claim {
        sentence: "What it sees is the same all the time: a page that is \
                   copied takes the place of the one that was shared.",
        check: |archive| {
            let read = sees_as_much(archive, READ, FORKED)?;
            Ok(read.and(sees_as_much(archive, WRITTEN, FORKED)?))
        },
    },
];

/// What a process owns, as a share of what its parent owned.
fn own(archive: &Archive, label: &str) -> Result<f64> {
    let [_, own] = row(archive, label)?;
    let [_, parents] = row(archive, PARENT)?;
    Ok(own / parents)
}

/// Whether two rows show the same memory, shared pages included.
fn sees_as_much(
    archive: &Archive,
    label: &str,
    other: &str,
) -> Result<Verdict> {
    let [all, _] = row(archive, label)?;
    let [others, _] = row(archive, other)?;
    Ok(between(all / others, 0.95, 1.05))
}

/// All memory that a process sees, and what is its own, in MiB.
fn row(archive: &Archive, label: &str) -> Result<[f64; 2]> {
    let [all, own, _ratio] = archive.row("fork_vs_spawn-memory", &[label])?;
    Ok([all, own])
}
