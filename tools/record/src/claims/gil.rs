//! The claims of the page `gil.md`.

use super::{Claim, Result, about, at_least, between};
use crate::archive::Archive;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Without the lock, two threads compute both jobs in about \
                   half the time.",
        check: |archive| {
            let [one, two, _] = computing(archive)?;
            Ok(between(two.wall / one.wall, 0.42, 0.65))
        },
    },
    Claim {
        sentence: "With it, they take about as long as one thread that does \
                   one job after the other.",
        check: |archive| {
            let [one, _, locked] = computing(archive)?;
            Ok(between(locked.wall / one.wall, 0.85, 1.3))
        },
    },
    Claim {
        sentence: "The CPU time is about the same each time: the lock does \
                   not make work, it forbids to share it out.",
        check: |archive| {
            let [one, two, locked] = computing(archive)?;
            Ok(between(two.cpu / one.cpu, 0.8, 1.3).and(between(
                locked.cpu / one.cpu,
                0.8,
                1.3,
            )))
        },
    },
    Claim {
        sentence: "There is a hand-over for about every interval of \
                   computing.",
        check: |archive| {
            let [_, _, locked] = computing(archive)?;
            let interval = archive.number("gil", "asked for after")?;
            let intervals = locked.wall / interval;
            Ok(between(locked.hand_overs / intervals, 0.5, 1.1))
        },
    },
    Claim {
        sentence: "Two threads wait in about half the time, without the lock \
                   and with it.",
        check: |archive| {
            let [one, two, locked, _] = waiting(archive)?;
            Ok(between(two.wall / one.wall, 0.45, 0.6).and(between(
                locked.wall / one.wall,
                0.45,
                0.6,
            )))
        },
    },
    Claim {
        sentence: "The CPU has next to nothing to do meanwhile.",
        check: |archive| {
            let [one, ..] = waiting(archive)?;
            Ok(at_least(one.wall / one.cpu, 10.0))
        },
    },
    Claim {
        sentence: "The last row keeps the lock while it waits, and two \
                   threads are no better than one.",
        check: |archive| {
            let [one, _, _, kept] = waiting(archive)?;
            Ok(about(kept.wall, one.wall))
        },
    },
];

/// What a row says: milliseconds, and a count.
struct Row {
    wall: f64,
    cpu: f64,
    hand_overs: f64,
}

fn computing(archive: &Archive) -> Result<[Row; 3]> {
    let row = |way| row(archive, &["Computing:", way]);
    Ok([
        row("one thread")?,
        row("two threads")?,
        row("two threads, GIL")?,
    ])
}

fn waiting(archive: &Archive) -> Result<[Row; 4]> {
    let row = |way| row(archive, &["Waiting:", way]);
    Ok([
        row("one thread")?,
        row("two threads")?,
        row("two threads, GIL")?,
        row("two threads, GIL kept")?,
    ])
}

fn row(archive: &Archive, labels: &[&str]) -> Result<Row> {
    let [wall, cpu, _ratio, hand_overs] = archive.row("gil", labels)?;
    Ok(Row {
        wall,
        cpu,
        hand_overs,
    })
}
