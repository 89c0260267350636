//! The claims of the page `tasks.md`.

use super::{Claim, about, three_in_flight, took};

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Three requests in three tasks took about as long as \
                   one request alone.",
        check: |archive| {
            let one = took(archive, "ex_3_1")?;
            Ok(about(took(archive, "ex_3_2")?, one))
        },
    },
    Claim {
        sentence: "The site saw all three in flight at once.",
        check: |archive| three_in_flight(archive, "ex_3_2", 3),
    },
    Claim {
        sentence: "The blocking version, which makes them one after \
                   another, takes about three times as long.",
        check: |archive| {
            let together = took(archive, "ex_3_2")?;
            let in_turn = took(archive, "ex_3_4")?;
            Ok(about(in_turn, 3.0 * together)
                .and(three_in_flight(archive, "ex_3_4", 1)?))
        },
    },
];
