//! The claims of the page `shared_state.md`.

use super::verdict::{Claim, at_least, at_most, each_of};

/// Recording that all of them are about.
const NAME: &str = "shared_state";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "The version with lost updates loses a good part of the \
                   additions.",
        check: |archive| {
            Ok(at_least(archive.figures(NAME)?.whole("lost")?, 0.2))
        },
    },
    Claim {
        sentence: "The mutex, the atomic and one counter per thread lose none.",
        check: |archive| {
            each_of(&["mutex", "atomic", "counter_per_thread"], |version| {
                let row = archive.version(NAME, version)?;
                Ok(at_most(row.get("columns/lost")?, 0.0))
            })
        },
    },
    Claim {
        sentence: "With the mutex or the atomic, two threads take longer than \
                   one thread that does all the additions.",
        check: |archive| {
            let wall = |version: &str| archive.figure(NAME, version, "wall");
            let one = wall("one_thread")?;
            each_of(&["mutex", "atomic"], |version| {
                Ok(at_least(wall(version)? / one, 1.2))
            })
        },
    },
    Claim {
        sentence: "An addition to the atomic costs more CPU time than one to a \
                   counter that isn't shared, and an addition under the mutex \
                   costs more again.",
        check: |archive| {
            // Each of them makes as many additions.
            let cpu = |version| archive.figure(NAME, version, "cpu");
            let atomic = cpu("atomic")?;
            let not_shared = at_least(atomic / cpu("counter_per_thread")?, 1.2);
            Ok(not_shared.and(at_least(cpu("mutex")? / atomic, 1.2)))
        },
    },
    Claim {
        sentence: "With a function call in between, Python loses a good part of \
                   the additions; with a lock it loses none, but takes more than \
                   twice as long as one thread.",
        check: |archive| {
            // Most lost, least lost, and then the wall time.
            let cell = |version, column| {
                archive.cell("shared_state-python", &[version], column)
            };
            let lost = at_least(cell("function call", 1)?, 10_000.0);
            let none = at_most(cell("with lock", 0)?, 0.0);
            let longer = cell("with lock", 2)? / cell("one thread", 2)?;
            Ok(lost.and(none).and(at_least(longer, 2.0)))
        },
    },
];
