//! The claims of the page `fork_vs_spawn.md`.

use anyhow::Result;

use super::{Claim, Verdict, between};
use crate::recorded::Recorded;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "There are three processes, each with an id of its own.",
        check: |recorded| {
            let parent = row(recorded, "parent, after setting it to 7")?.0;
            let forked = row(recorded, "forked child, at its start")?.0;
            let spawned = row(recorded, "spawned child, at its start")?.0;
            Ok(Verdict {
                holds: parent != forked
                    && forked != spawned
                    && spawned != parent,
                seen: format!("{parent}, {forked} and {spawned}"),
            })
        },
    },
    Claim {
        sentence: "The forked child finds the 7 that its parent had set \
                   before the fork.",
        check: |recorded| visits(recorded, "forked child, at its start", 7.0),
    },
    Claim {
        sentence: "The forked child adds 1, and its parent still has 7: what \
                   was copied is no longer shared.",
        check: |recorded| {
            let child = "forked child, after adding 1";
            let parent = "parent, after the forked child ended";
            let child = visits(recorded, child, 8.0)?;
            Ok(child.and(visits(recorded, parent, 7.0)?))
        },
    },
    Claim {
        sentence: "The spawned child starts with 0.",
        check: |recorded| visits(recorded, "spawned child, at its start", 0.0),
    },
];

/// Whether a row of the table shows that many visits.
fn visits(recorded: &Recorded, label: &str, expected: f64) -> Result<Verdict> {
    let (_, visits) = row(recorded, label)?;
    Ok(between(visits, expected, expected))
}

/// The id of the process and the number of visits in a row of the table.
fn row(recorded: &Recorded, label: &str) -> Result<(f64, f64)> {
    let row = recorded.row("fork_vs_spawn-inherit", &[label])?;
    let [process, visits] = row[..] else {
        anyhow::bail!("the row `{label}` has not two numbers: {row:?}");
    };
    Ok((process, visits))
}
