//! The claims of the page `gil.md`.

use super::verdict::{Claim, Result, about, at_least, between};
use crate::archive::Archive;
use crate::figures::Missing;

/// The titles of its tables.
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
        sentence: "The CPU time is about the same each time: the lock does \
                   not make work, it forbids to share it out.",
        check: |archive| {
            let [one, two, locked] = column(archive, COMPUTING, CPU)?;
            let same = |cpu| between(cpu / one, 0.8, 1.3);
            Ok(same(two).and(same(locked)))
        },
    },
    Claim {
        sentence: "There is a hand-over for about every interval of \
                   computing.",
        check: |archive| {
            let locked = &[COMPUTING, "two threads, GIL"];
            let [wall, _cpu, _ratio, hand_overs] =
                archive.row("gil", locked)?;
            let intervals = wall / archive.number("gil", "asked for after")?;
            Ok(between(hand_overs / intervals, 0.5, 1.1))
        },
    },
    Claim {
        sentence: "Two threads wait in about half the time, without the lock \
                   and with it.",
        check: |archive| {
            let [one, two, locked] = column(archive, WAITING, WALL)?;
            let half = |wall| between(wall / one, 0.45, 0.6);
            Ok(half(two).and(half(locked)))
        },
    },
    Claim {
        sentence: "The CPU has next to nothing to do meanwhile.",
        check: |archive| {
            let [wall, ..] = column(archive, WAITING, WALL)?;
            let [cpu, ..] = column(archive, WAITING, CPU)?;
            Ok(at_least(wall / cpu, 10.0))
        },
    },
    Claim {
        sentence: "The last row keeps the lock while it waits, and two \
                   threads are no better than one.",
        check: |archive| {
            let [one, ..] = column(archive, WAITING, WALL)?;
            let kept = &[WAITING, "two threads, GIL kept"];
            Ok(about(archive.cell("gil", kept, WALL)?, one))
        },
    },
    Claim {
        sentence: "In Python, two threads compute in about the same time as \
                   one, or a longer one, and wait or hash in about half the time.",
        check: |archive| {
            let ratio = |table| {
                let wall =
                    |row| archive.cell("gil-python", &[table, row], WALL);
                Ok::<f64, Missing>(wall("two threads")? / wall("one thread")?)
            };
            let computes = between(ratio(COMPUTING)?, 0.85, 2.0);
            let waits = between(ratio(WAITING)?, 0.4, 0.65);
            let hashes = between(ratio("Hashing in C:")?, 0.45, 0.75);
            Ok(computes.and(waits).and(hashes))
        },
    },
];

/// The columns of its tables, in milliseconds.
const WALL: usize = 0;
const CPU: usize = 1;

/// A column of a table: one thread, two, and two with the lock.
fn column(archive: &Archive, table: &str, column: usize) -> Result<[f64; 3]> {
    let cell = |row| archive.cell("gil", &[table, row], column);
    Ok([
        cell("one thread")?,
        cell("two threads")?,
        cell("two threads, GIL")?,
    ])
}
