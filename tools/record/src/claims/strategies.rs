//! The claims of the page `strategies.md`.

use super::creation_cost::median;
use super::{Claim, at_least};

pub const CLAIMS: &[Claim] = &[Claim {
    sentence: "To start a thread took many times as long as to start a task, \
               and to spawn a process many times as long as to start a \
               thread.",
    check: |archive| {
        let [task, thread, process] = [
            median(archive, "async task")?,
            median(archive, "thread")?,
            median(archive, "spawn")?,
        ];
        let thread_to_task = at_least(thread / task, 10.0);
        Ok(thread_to_task.and(at_least(process / thread, 5.0)))
    },
}];
