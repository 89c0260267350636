//! The claims of the page `shared_state.md`.

use super::verdict::{Claim, at_least, at_most, each_of};

/// The recording that all of them are about.
const NAME: &str = "shared_state";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Lost updates lose a good part of the additions.",
        check: |archive| {
            Ok(at_least(archive.figures(NAME)?.whole("lost")?, 0.2))
        },
    },
    Claim {
        sentence: "The mutex, the atomic and a counter each lose none.",
        check: |archive| {
            each_of(&["mutex", "atomic", "counter_each"], |version| {
                let row = archive.version(NAME, version)?;
                Ok(at_most(row.get("columns/lost")?, 0.0))
            })
        },
    },
    Claim {
        sentence: "With the mutex and with the atomic, two threads take \
                   longer than one thread that makes all additions.",
        check: |archive| {
            let wall = |version: &str| archive.figure(NAME, version, "wall");
            let one = wall("one_thread")?;
            each_of(&["mutex", "atomic"], |version| {
                Ok(at_least(wall(version)? / one, 1.2))
            })
        },
    },
    Claim {
        sentence: "An addition to the atomic takes more of the CPU than one \
                   to a counter that is not shared, and an addition under \
                   the mutex more again.",
        check: |archive| {
            // Each of them makes as many additions.
            let cpu = |version| archive.figure(NAME, version, "cpu");
            let atomic = cpu("atomic")?;
            let not_shared = at_least(atomic / cpu("counter_each")?, 1.2);
            Ok(not_shared.and(at_least(cpu("mutex")? / atomic, 1.2)))
        },
    },
];
