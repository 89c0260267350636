//! The claims of the page `gathering.md`.

use super::{Claim, about, three_in_flight, took};

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Three requests took about as long as one.",
        check: |archive| {
            let one = took(archive, "ex_3_1")?;
            Ok(about(took(archive, "ex_3_3")?, one))
        },
    },
    Claim {
        sentence: "All three were in flight at once.",
        check: |archive| three_in_flight(archive, "ex_3_3", 3),
    },
];
