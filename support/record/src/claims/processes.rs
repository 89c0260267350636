//! The claims of the pages on fork_vs_spawn.

use super::verdict::{
    Claim, Result, Verdict, at_least, at_most, between, says,
};
use crate::archive::Archive;

/// Recording that the claims of fork_traps.md are about.
const TRAPS: &str = "fork_vs_spawn-traps";

/// Share of a process's memory up to which it is "almost nothing": the child's
/// stack and the variables of the program that it changes.
const ALMOST_NOTHING: f64 = 0.02;

/// Ratio from which the program calls a row slower.
const CLEARLY_SLOWER: f64 = 4.0;

const PARENT: &str = "parent, before fork";
const FORKED: &str = "child, after fork";
const READ: &str = "child, after reading all of it";
const WRITTEN: &str = "child, after writing half of it";

pub const FORK_VS_SPAWN: &[Claim] = &[
    Claim {
        sentence: "There are three processes, each with an id of its own.",
        check: |archive| {
            let id = |label| archive.cell("fork_vs_spawn-inherit", &[label], 0);
            let parent = id("parent, after setting it to 7")?;
            let forked = id("forked child, at its start")?;
            let spawned = id("spawned child, at its start")?;
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

pub const COPY_ON_WRITE: &[Claim] = &[
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
        sentence: "Once it has written to half of what it was lent, that half \
                   is its own.",
        check: |archive| Ok(between(own(archive, WRITTEN)?, 0.45, 0.55)),
    },
    Claim {
        sentence: "The memory that it sees stays the same throughout, because \
                   a copied page replaces the one that was shared.",
        check: |archive| {
            let read = sees_as_much(archive, READ, FORKED)?;
            Ok(read.and(sees_as_much(archive, WRITTEN, FORKED)?))
        },
    },
    Claim {
        sentence: "In Python, a child that only reads the lists ends up with \
                   its own copy of about half of the memory, while one that \
                   reads as many bytes in a single object copies \
                   almost nothing.",
        check: |archive| {
            let own = |child| {
                let row = &["memory:", child];
                archive.cell("fork_vs_spawn-python-memory", row, 1)
            };
            let lists = between(own("child that reads the lists")?, 0.35, 0.65);
            let bytes = own("child that reads the bytes")?;
            Ok(lists.and(at_most(bytes, ALMOST_NOTHING)))
        },
    },
];

pub const CREATION_COST: &[Claim] = &[
    Claim {
        sentence: "A thread costs more than a hundred times as much as a \
                   task, and a process costs more than a thread.",
        check: |archive| {
            let thread = median(archive, "thread")?;
            let fork = median(archive, "fork")?;
            let spawn = median(archive, "spawn")?;
            let task = median(archive, "task (LocalPool)")?;
            let process = fork.min(spawn);
            let thread_to_task = at_least(thread / task, 100.0);
            Ok(thread_to_task.and(at_least(process / thread, 1.0)))
        },
    },
    Claim {
        sentence: "Forking the largest parent takes more than ten times as \
                   long as forking the one that holds nothing.",
        check: |archive| {
            let (small, large) = ends(archive, "fork")?;
            Ok(at_least(large / small, 10.0))
        },
    },
    Claim {
        sentence: "A plain spawn doesn't get clearly slower, however much \
                   the parent holds.",
        check: |archive| {
            let (small, large) = ends(archive, "spawn")?;
            Ok(at_most(large / small, CLEARLY_SLOWER))
        },
    },
    Claim {
        sentence: "With pre_exec, a spawn grows as a fork does, although it \
                   starts the same program.",
        check: |archive| {
            let fork = ends(archive, "fork")?;
            let spawn = ends(archive, "spawn with pre_exec")?;
            let as_much = (spawn.1 - spawn.0) / (fork.1 - fork.0);
            let grows = at_least(spawn.1 / spawn.0, CLEARLY_SLOWER);
            Ok(grows.and(between(as_much, 0.25, 4.0)))
        },
    },
    Claim {
        sentence: "While the parent holds nothing, fork is faster than spawn, \
                   but by less than the 20 times of the claim; with the largest \
                   parent, spawn is faster.",
        check: |archive| {
            let ratio = |label| archive.number("fork_vs_spawn-speed", label);
            let small = ratio("Rust, parent holds 0 MiB")?;
            let large = ratio("Rust, parent holds 1024 MiB")?;
            Ok(between(small, 1.0, 20.0).and(at_most(large, 1.0)))
        },
    },
    Claim {
        sentence: "With an empty parent in Python, spawning takes at least \
                   five times as long as forking, and with the large one the \
                   factor is less than half of that.",
        check: |archive| {
            let row = &["speed:", "spawn / fork"];
            let [empty, large] =
                archive.row("fork_vs_spawn-python-speed", row)?;
            let is_less = at_most(large / empty, 0.5);
            Ok(at_least(empty, 5.0).and(is_less))
        },
    },
];

pub const FORK_TRAPS: &[Claim] = &[
    Claim {
        sentence: "The child has ended, and its state is Z, a zombie, until \
                   its parent waits for it.",
        check: |archive| {
            let ended = says(archive, TRAPS, "has ended, its state is Z")?;
            Ok(ended.and(says(archive, TRAPS, "still in /proc? no")?))
        },
    },
    Claim {
        sentence: "The second child has no exit status: it was killed by \
                   SIGKILL.",
        check: |archive| says(archive, TRAPS, "was killed by SIGKILL"),
    },
    Claim {
        sentence: "The parent's other thread releases the lock, and the parent \
                   acquires it.",
        check: |archive| {
            says(
                archive,
                TRAPS,
                "released the lock, and the parent acquired it",
            )
        },
    },
    Claim {
        sentence: "In the child it's still locked, by a thread that doesn't \
                   exist there.",
        check: |archive| {
            says(archive, TRAPS, "by a thread that does not exist here")
        },
    },
];

pub const STRATEGIES: &[Claim] = &[Claim {
    sentence: "Starting a thread took many times as long as starting a task, \
               and spawning a process took many times as long as starting a \
               thread.",
    check: |archive| {
        let [task, thread, process] = [
            median(archive, "task (LocalPool)")?,
            median(archive, "thread")?,
            median(archive, "spawn")?,
        ];
        let thread_to_task = at_least(thread / task, 10.0);
        Ok(thread_to_task.and(at_least(process / thread, 5.0)))
    },
}];

/// Judges whether a row of the table shows this number of visits.
fn visits(archive: &Archive, label: &str, expected: f64) -> Result<Verdict> {
    let visits = archive.cell("fork_vs_spawn-inherit", &[label], 1)?;
    Ok(between(visits, expected, expected))
}

/// Returns the memory that a process owns, as a share of its parent's.
fn own(archive: &Archive, label: &str) -> Result<f64> {
    Ok(memory(archive, label)?[1] / memory(archive, PARENT)?[1])
}

/// Judges whether two rows show the same memory, shared pages included.
fn sees_as_much(
    archive: &Archive,
    label: &str,
    other: &str,
) -> Result<Verdict> {
    let ratio = memory(archive, label)?[0] / memory(archive, other)?[0];
    Ok(between(ratio, 0.95, 1.05))
}

/// Returns all memory that a process sees, and its own, in MiB.
fn memory(archive: &Archive, label: &str) -> Result<[f64; 2]> {
    let [all, own, _ratio] = archive.row("fork_vs_spawn-memory", &[label])?;
    Ok([all, own])
}

/// Returns the median of a row of the first table, in microseconds.
fn median(archive: &Archive, label: &str) -> Result<f64> {
    archive.cell("fork_vs_spawn-speed", &["speed:", label], 1)
}

/// Returns the times of a row with the smallest and with the largest parent, in
/// microseconds.
fn ends(archive: &Archive, label: &str) -> Result<(f64, f64)> {
    let [small, _, _, large, _growth] =
        archive.row("fork_vs_spawn-speed", &["Microseconds, median", label])?;
    Ok((small, large))
}
