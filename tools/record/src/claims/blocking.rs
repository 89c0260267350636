//! The claims of the page `blocking.md`.

use super::{Claim, about, says};

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Three requests took about three times as long as one.",
        check: |recorded| {
            let one = recorded.number("ex_3_1", "Took")?;
            Ok(about(recorded.number("ex_3_4", "Took")?, 3.0 * one))
        },
    },
    Claim {
        sentence: "Never more than one request was in flight.",
        check: |recorded| {
            says(
                recorded,
                "ex_3_4",
                "3 requests, at most 1 in flight at once",
            )
        },
    },
];
