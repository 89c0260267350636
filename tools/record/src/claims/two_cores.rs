//! The claims of the page `two_cores.md`.

use anyhow::Result;

use super::{Claim, about, between};
use crate::recorded::Recorded;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "On two threads, the same work took about half the time on \
                   the wall.",
        check: |recorded| {
            let [alone, together] = both(recorded)?;
            Ok(between(together.wall / alone.wall, 0.42, 0.62))
        },
    },
    Claim {
        sentence: "The CPU time stayed about the same.",
        check: |recorded| {
            let [alone, together] = both(recorded)?;
            Ok(about(together.cpu, alone.cpu))
        },
    },
    Claim {
        sentence: "On one thread, the wall time and the CPU time agree, \
                   because nothing waits.",
        check: |recorded| {
            let [alone, _] = both(recorded)?;
            Ok(about(alone.cpu, alone.wall))
        },
    },
    Claim {
        sentence: "On two, the CPU time is about twice the wall time.",
        check: |recorded| {
            let [_, together] = both(recorded)?;
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
pub fn both(recorded: &Recorded) -> Result<[Times; 2]> {
    Ok([times(recorded, "1 thread")?, times(recorded, "2 threads")?])
}

fn times(recorded: &Recorded, way: &str) -> Result<Times> {
    let figures = recorded.row("ex_3_5", &[way])?;
    let (wall, cpu) = match figures[..] {
        [wall, cpu, ..] => (wall, cpu),
        _ => anyhow::bail!("ex_3_5: `{way}` has no wall and CPU time"),
    };
    Ok(Times { wall, cpu })
}
