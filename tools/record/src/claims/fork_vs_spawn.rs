//! The claims of the page `fork_vs_spawn.md`.

use super::{Claim, Result, Verdict, between};
use crate::archive::Archive;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "There are three processes, each with an id of its own.",
        check: |archive| {
            let parent = row(archive, "parent, after setting it to 7")?[0];
            let forked = row(archive, "forked child, at its start")?[0];
            let spawned = row(archive, "spawned child, at its start")?[0];
            Ok(Verdict {
                holds: parent != forked
                    && forked != spawned
                    && spawned != parent,
                seen: format!("the ids are {parent}, {forked} and {spawned}"),
            })
        },
    },
    Claim {
        sentence: "The forked child finds the 7 that its parent had set \
                   before the fork.",
        check: |archive| visits(archive, "forked child, at its start", 7.0),
    },
    Claim {
        sentence: "The forked child adds 1, and its parent still has 7: what \
                   was copied is no longer shared.",
        check: |archive| {
            let child = "forked child, after adding 1";
            let parent = "parent, after the forked child ended";
            let child = visits(archive, child, 8.0)?;
            Ok(child.and(visits(archive, parent, 7.0)?))
        },
    },
    Claim {
        sentence: "The spawned child starts with 0.",
        check: |archive| visits(archive, "spawned child, at its start", 0.0),
    },
];

/// Whether a row of the table shows that many visits.
fn visits(archive: &Archive, label: &str, expected: f64) -> Result<Verdict> {
    let [_, visits] = row(archive, label)?;
    Ok(between(visits, expected, expected))
}

/// The id of the process and the number of visits in a row of the table.
fn row(archive: &Archive, label: &str) -> Result<[f64; 2]> {
    archive.row("fork_vs_spawn-inherit", &[label])
}
