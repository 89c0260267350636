//! The claims of the page `blocking.md`.

use super::{Claim, about, three_in_flight, took};

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Three requests took about three times as long as one.",
        check: |archive| {
            let one = took(archive, "ex_3_1")?;
            Ok(about(took(archive, "ex_3_4")?, 3.0 * one))
        },
    },
    Claim {
        sentence: "Never more than one request was in flight.",
        check: |archive| three_in_flight(archive, "ex_3_4", 1),
    },
];
