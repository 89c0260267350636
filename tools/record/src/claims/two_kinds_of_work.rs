//! The claims of the page `two_kinds_of_work.md`.

use super::two_cores::both;
use super::{Claim, about, at_least, at_most, three_in_flight, took};

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "On one thread, the CPU time is nearly the whole wall time.",
        check: |archive| {
            let [alone, _] = both(archive)?;
            Ok(at_least(alone.cpu / alone.wall, 0.85))
        },
    },
    Claim {
        sentence: "On two threads, the wall time falls and the CPU time \
                   does not.",
        check: |archive| {
            let [alone, together] = both(archive)?;
            let falls = at_most(together.wall / alone.wall, 0.8);
            Ok(falls.and(at_least(together.cpu / alone.cpu, 0.9)))
        },
    },
    Claim {
        sentence: "The work is the same; two cores share it, so that the \
                   CPU time is now well above the wall time.",
        check: |archive| {
            let [_, together] = both(archive)?;
            Ok(at_least(together.cpu / together.wall, 1.4))
        },
    },
    Claim {
        sentence: "Three requests that are made one after another take \
                   about three times as long as one.",
        check: |archive| {
            let one = took(archive, "ex_3_1")?;
            Ok(about(took(archive, "ex_3_4")?, 3.0 * one))
        },
    },
    Claim {
        sentence: "The same three, made together, take about as long as \
                   one.",
        check: |archive| {
            let one = took(archive, "ex_3_1")?;
            let together = took(archive, "ex_3_3")?;
            Ok(
                about(together, one)
                    .and(three_in_flight(archive, "ex_3_3", 3)?),
            )
        },
    },
];
