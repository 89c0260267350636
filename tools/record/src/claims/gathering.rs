//! The claims of the page `gathering.md`.

use super::{Claim, about, says};

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Three requests took about as long as one.",
        check: |recorded| {
            let one = recorded.number("ex_3_1", "Took")?;
            Ok(about(recorded.number("ex_3_3", "Took")?, one))
        },
    },
    Claim {
        sentence: "All three were in flight at once.",
        check: |recorded| {
            says(
                recorded,
                "ex_3_3",
                "3 requests, at most 3 in flight at once",
            )
        },
    },
];
