//! The claims of the page `shared_state.md`.

use super::{Claim, Result, at_least, at_most};
use crate::archive::{Archive, Missing};

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Lost updates lose a good part of the additions.",
        check: |archive| {
            let way = way(archive, "lost updates")?;
            Ok(at_least(way.lost / (way.lost + way.counted), 0.2))
        },
    },
    Claim {
        sentence: "The mutex, the atomic and a counter each lose none.",
        check: |archive| {
            let lost = |name| {
                let way = way(archive, name)?;
                Ok::<_, Missing>(at_most(way.lost, 0.0))
            };
            Ok(lost("mutex")?
                .and(lost("atomic")?)
                .and(lost("counter each")?))
        },
    },
    Claim {
        sentence: "With the mutex and with the atomic, two threads take \
                   longer than one thread that makes all additions.",
        check: |archive| {
            let one = way(archive, "one thread")?.wall;
            let longer = |name| {
                let wall = way(archive, name)?.wall;
                Ok::<_, Missing>(at_least(wall / one, 1.2))
            };
            Ok(longer("mutex")?.and(longer("atomic")?))
        },
    },
    Claim {
        sentence: "An addition to the atomic takes more of the CPU than one \
                   to a counter that is not shared, and an addition under \
                   the mutex more again.",
        check: |archive| {
            let addition = |name| {
                let way = way(archive, name)?;
                Ok::<_, Missing>(way.addition)
            };
            let [each, atomic, mutex] = [
                addition("counter each")?,
                addition("atomic")?,
                addition("mutex")?,
            ];
            Ok(at_least(atomic / each, 1.2).and(at_least(mutex / atomic, 1.2)))
        },
    },
];

/// What a row says.
struct Row {
    counted: f64,
    lost: f64,
    /// Milliseconds on the wall.
    wall: f64,
    /// Nanoseconds of the CPU for one addition.
    addition: f64,
}

fn way(archive: &Archive, way: &str) -> Result<Row> {
    let [counted, lost, wall, _speedup, _cpu, addition] =
        archive.row("shared_state", &[way])?;
    Ok(Row {
        counted,
        lost,
        wall,
        addition,
    })
}
