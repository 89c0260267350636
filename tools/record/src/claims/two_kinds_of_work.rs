//! The claims of the page `two_kinds_of_work.md`.

use super::two_cores::both;
use super::{Claim, about, at_least, at_most, says};

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "On one thread, the CPU time is nearly the whole wall time.",
        check: |recorded| {
            let [alone, _] = both(recorded)?;
            Ok(at_least(alone.cpu / alone.wall, 0.85))
        },
    },
    Claim {
        sentence: "On two threads, the wall time falls and the CPU time \
                   does not.",
        check: |recorded| {
            let [alone, together] = both(recorded)?;
            let falls = at_most(together.wall / alone.wall, 0.8);
            Ok(falls.and(at_least(together.cpu / alone.cpu, 0.9)))
        },
    },
    Claim {
        sentence: "The work is the same; two cores share it, so that the \
                   CPU time is now well above the wall time.",
        check: |recorded| {
            let [_, together] = both(recorded)?;
            Ok(at_least(together.cpu / together.wall, 1.4))
        },
    },
    Claim {
        sentence: "Three requests that are made one after another take \
                   about three times as long as one.",
        check: |recorded| {
            let one = recorded.number("ex_3_1", "Took")?;
            Ok(about(recorded.number("ex_3_4", "Took")?, 3.0 * one))
        },
    },
    Claim {
        sentence: "The same three, made together, take about as long as \
                   one.",
        check: |recorded| {
            let one = recorded.number("ex_3_1", "Took")?;
            let together = recorded.number("ex_3_3", "Took")?;
            Ok(about(together, one).and(says(
                recorded,
                "ex_3_3",
                "3 requests, at most 3 in flight at once",
            )?))
        },
    },
];
