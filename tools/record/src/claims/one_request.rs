//! The claims of the page `one_request.md`.

use super::{Claim, about, says, took};

pub const CLAIMS: &[Claim] = &[Claim {
    sentence: "The site answers after one second, and the program took \
               about as long.",
    check: |archive| {
        let one_request =
            says(archive, "ex_3_1", "1 request, at most 1 in flight at once")?;
        let [after, _status] = archive.row("ex_3_1", &["1  GET /delay/1"])?;
        let took = took(archive, "ex_3_1")?;
        Ok(one_request.and(about(after, 1.0)).and(about(took, after)))
    },
}];
