//! The claims of the page `gil.md`.

use anyhow::Result;

use super::{Claim, about, at_least, between};
use crate::recorded::Recorded;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Without the lock, two threads compute both jobs in about \
                   half the time.",
        check: |recorded| {
            let [one, two, _] = computing(recorded)?;
            Ok(between(two.wall / one.wall, 0.42, 0.65))
        },
    },
    Claim {
        sentence: "With it, they take about as long as one thread that does \
                   one job after the other.",
        check: |recorded| {
            let [one, _, locked] = computing(recorded)?;
            Ok(between(locked.wall / one.wall, 0.85, 1.3))
        },
    },
    Claim {
        sentence: "The CPU time is about the same each time: the lock does \
                   not make work, it forbids to share it out.",
        check: |recorded| {
            let [one, two, locked] = computing(recorded)?;
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
        check: |recorded| {
            let [_, _, locked] = computing(recorded)?;
            let interval = recorded.number("gil", "asked for after")?;
            let intervals = locked.wall / interval;
            Ok(between(locked.hand_overs / intervals, 0.5, 1.1))
        },
    },
    Claim {
        sentence: "Two threads wait in about half the time, without the lock \
                   and with it.",
        check: |recorded| {
            let [one, two, locked, _] = waiting(recorded)?;
            Ok(between(two.wall / one.wall, 0.45, 0.6).and(between(
                locked.wall / one.wall,
                0.45,
                0.6,
            )))
        },
    },
    Claim {
        sentence: "The CPU has next to nothing to do meanwhile.",
        check: |recorded| {
            let [one, ..] = waiting(recorded)?;
            Ok(at_least(one.wall / one.cpu, 10.0))
        },
    },
    Claim {
        sentence: "The last row keeps the lock while it waits, and two \
                   threads are no better than one.",
        check: |recorded| {
            let [one, _, _, kept] = waiting(recorded)?;
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

fn computing(recorded: &Recorded) -> Result<[Row; 3]> {
    let row = |way| row(recorded, &["Computing:", way]);
    Ok([
        row("one thread")?,
        row("two threads")?,
        row("two threads, GIL")?,
    ])
}

fn waiting(recorded: &Recorded) -> Result<[Row; 4]> {
    let row = |way| row(recorded, &["Waiting:", way]);
    Ok([
        row("one thread")?,
        row("two threads")?,
        row("two threads, GIL")?,
        row("two threads, GIL kept")?,
    ])
}

fn row(recorded: &Recorded, labels: &[&str]) -> Result<Row> {
    let row = recorded.row("gil", labels)?;
    let [wall, cpu, _ratio, hand_overs] = row[..] else {
        anyhow::bail!("gil: the row {labels:?} has other columns: {row:?}");
    };
    Ok(Row {
        wall,
        cpu,
        hand_overs,
    })
}
