//! The claims of the page `tasks.md`.

use super::{Claim, about, says};

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Three requests in three tasks took about as long as \
                   one request alone.",
        check: |recorded| {
            let one = recorded.number("ex_3_1", "Took")?;
            Ok(about(recorded.number("ex_3_2", "Took")?, one))
        },
    },
    Claim {
        sentence: "The site saw all three in flight at once.",
        check: |recorded| {
            says(
                recorded,
                "ex_3_2",
                "3 requests, at most 3 in flight at once",
            )
        },
    },
    Claim {
        sentence: "The blocking version, which makes them one after \
                   another, takes about three times as long.",
        check: |recorded| {
            let together = recorded.number("ex_3_2", "Took")?;
            let in_turn = recorded.number("ex_3_4", "Took")?;
            Ok(about(in_turn, 3.0 * together).and(says(
                recorded,
                "ex_3_4",
                "3 requests, at most 1 in flight at once",
            )?))
        },
    },
];
