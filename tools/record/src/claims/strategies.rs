//! The claims of the page `strategies.md`.

use anyhow::{Context, Result};

use super::{Claim, at_least};
use crate::recorded::Recorded;

pub const CLAIMS: &[Claim] = &[Claim {
    sentence: "To start a thread took many times as long as to start a task, \
               and to spawn a process many times as long as to start a \
               thread.",
    check: |recorded| {
        let [task, thread, process] = [
            median(recorded, "async task")?,
            median(recorded, "thread")?,
            median(recorded, "spawn")?,
        ];
        let thread_to_task = at_least(thread / task, 10.0);
        Ok(thread_to_task.and(at_least(process / thread, 5.0)))
    },
}];

/// The median time in microseconds to start something.
fn median(recorded: &Recorded, way: &str) -> Result<f64> {
    let label = format!("{way}  ");
    let figures = recorded.row("fork_vs_spawn-speed", &["speed:", &label])?;
    let median = figures.get(1).copied();
    median.with_context(|| format!("speed: `{way}` has no median"))
}
