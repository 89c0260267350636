//! The claims of the page `one_request.md`.

use super::{Claim, about, says};

pub const CLAIMS: &[Claim] = &[Claim {
    sentence: "The site answers after one second, and the program took \
               about as long.",
    check: |recorded| {
        let one_request =
            says(recorded, "ex_3_1", "1 request, at most 1 in flight at once")?;
        let answered = recorded.row("ex_3_1", &["1  GET /delay/1"])?;
        let after = answered.first().copied().unwrap_or_default();
        let took = recorded.number("ex_3_1", "Took")?;
        Ok(one_request.and(about(after, 1.0)).and(about(took, after)))
    },
}];
