//! The claims of the page `fork_traps.md`.

use super::{Claim, says};

/// The recording that all of them are about.
const TRAPS: &str = "fork_vs_spawn-traps";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "The child has ended, and its state is Z, a zombie, until \
                   somebody waits for it.",
        check: |archive| {
            let ended = says(archive, TRAPS, "has ended, its state is Z")?;
            Ok(ended.and(says(archive, TRAPS, "still in /proc? no")?))
        },
    },
    Claim {
        sentence: "The second child has no exit status: it was killed by \
                   SIGKILL.",
        check: |archive| says(archive, TRAPS, "was killed by SIGKILL"),
    },
    Claim {
        sentence: "The parent's thread lets go of the lock, and the parent \
                   has it.",
        check: |archive| {
            says(archive, TRAPS, "its thread let go, and it has the lock")
        },
    },
    Claim {
        sentence: "In the child it is still locked, by a thread that does \
                   not exist there.",
        check: |archive| {
            says(archive, TRAPS, "by a thread that it does not have")
        },
    },
];
