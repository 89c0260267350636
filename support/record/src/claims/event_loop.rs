//! The claims of the page `event_loop.md`.

use super::verdict::{Claim, about, at_most, three_in_flight};

/// Recording that all of them are about.
const LOOP: &str = "event_loop";

/// Duration of the slowest request, in seconds.
const SLOWEST: f64 = 0.6;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "The whole run took about as long as the slowest request, \
                   and used hardly any CPU time.",
        check: |archive| {
            let wall = archive.number(LOOP, "\nwall")?;
            let cpu = archive.number(LOOP, "  CPU")?;
            Ok(about(wall, SLOWEST).and(at_most(cpu / wall, 0.1)))
        },
    },
    Claim {
        sentence: "The three requests were in flight at once.",
        check: |archive| three_in_flight(archive, LOOP, 3),
    },
];
