//! The claims of the page `two_cores.md`.

use super::{Claim, Result, about, between};
use crate::archive::Archive;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "On two threads, the same work took about half the time on \
                   the wall.",
        check: |archive| {
            let [alone, together] = both(archive)?;
            Ok(between(together.wall / alone.wall, 0.42, 0.62))
        },
    },
    Claim {
        sentence: "The CPU time stayed about the same.",
        check: |archive| {
            let [alone, together] = both(archive)?;
            Ok(about(together.cpu, alone.cpu))
        },
    },
    Claim {
        sentence: "On one thread, the wall time and the CPU time agree, \
                   because nothing waits.",
        check: |archive| {
            let [alone, _] = both(archive)?;
            Ok(about(alone.cpu, alone.wall))
        },
    },
    Claim {
        sentence: "On two, the CPU time is about twice the wall time.",
        check: |archive| {
            let [_, together] = both(archive)?;
            Ok(between(together.cpu / together.wall, 1.6, 2.2))
        },
    },
];

/// What one way took, in seconds.
pub struct Times {
    /// On the wall.
    pub wall: f64,
    /// On all cores together.
    pub cpu: f64,
}

/// The times on one thread and on two.
pub fn both(archive: &Archive) -> Result<[Times; 2]> {
    Ok([times(archive, "1 thread")?, times(archive, "2 threads")?])
}

fn times(archive: &Archive, way: &str) -> Result<Times> {
    let [wall, cpu, _spread] = archive.row("ex_3_5", &[way])?;
    Ok(Times { wall, cpu })
}
