//! The claims of the page `gil.md`.

use super::verdict::{Claim, Result, about, at_least, between};
use crate::archive::Archive;
use crate::figures::Missing;

/// Titles of its tables.
const COMPUTING: &str = "Computing:";
const WAITING: &str = "Waiting:";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Without the lock, two threads compute both jobs in about \
                   half the time.",
        check: |archive| {
            let [one, two, _] = column(archive, COMPUTING, WALL)?;
            Ok(between(two / one, 0.42, 0.65))
        },
    },
    Claim {
        sentence: "With it, they take about as long as one thread that does \
                   one job after the other.",
        check: |archive| {
            let [one, _, locked] = column(archive, COMPUTING, WALL)?;
            Ok(between(locked / one, 0.85, 1.3))
        },
    },
    Claim {
        sentence: "The CPU time is about the same in every row, because the \
                   lock doesn't add work.",
        check: |archive| {
            let [one, two, locked] = column(archive, COMPUTING, CPU)?;
            let same = |cpu| between(cpu / one, 0.8, 1.3);
            Ok(same(two).and(same(locked)))
        },
    },
    Claim {
        sentence: "There is about one handoff per interval of computing.",
        check: |archive| {
            let locked = &[COMPUTING, "two threads, GIL"];
            let [wall, _cpu, _ratio, handoffs] = archive.row("gil", locked)?;
            let intervals = wall / archive.number("gil", "requested after")?;
            Ok(between(handoffs / intervals, 0.5, 1.1))
        },
    },
    Claim {
        sentence: "Two threads wait in about half the time, with the lock or \
                   without it.",
        check: |archive| {
            let [one, two, locked] = column(archive, WAITING, WALL)?;
            let half = |wall| between(wall / one, 0.45, 0.6);
            Ok(half(two).and(half(locked)))
        },
    },
    Claim {
        sentence: "Meanwhile, the CPU has next to nothing to do.",
        check: |archive| {
            let [wall, ..] = column(archive, WAITING, WALL)?;
            let [cpu, ..] = column(archive, WAITING, CPU)?;
            Ok(at_least(wall / cpu, 10.0))
        },
    },
    Claim {
        sentence: "The last row holds the lock while it waits, and two \
                   threads are no better than one.",
        check: |archive| {
            let [one, ..] = column(archive, WAITING, WALL)?;
            let held = &[WAITING, "two threads, GIL held"];
            Ok(about(archive.cell("gil", held, WALL)?, one))
        },
    },
    Claim {
        sentence: "In Python, two threads take about as long as one to \
                   compute, or longer, but only about half the time to wait, \
                   and clearly less time to hash.",
        check: |archive| {
            let ratio = |table| {
                let wall =
                    |row| archive.cell("gil-python", &[table, row], WALL);
                Ok::<f64, Missing>(wall("two threads")? / wall("one thread")?)
            };
            let computes = between(ratio(COMPUTING)?, 0.8, 2.0);
            let waits = between(ratio(WAITING)?, 0.4, 0.65);
            let hashes = between(ratio("Hashing in C:")?, 0.45, 0.85);
            Ok(computes.and(waits).and(hashes))
        },
    },
];

/// Columns of its tables, in milliseconds.
const WALL: usize = 0;
const CPU: usize = 1;

/// Returns a column of a table: one thread, two, and two with the lock.
fn column(archive: &Archive, table: &str, column: usize) -> Result<[f64; 3]> {
    let cell = |row| archive.cell("gil", &[table, row], column);
    Ok([
        cell("one thread")?,
        cell("two threads")?,
        cell("two threads, GIL")?,
    ])
}
