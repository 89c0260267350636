//! The claims of the page `blocked_loop.md`.

use super::verdict::{
    Claim, Result, Verdict, about, at_least, at_most, between, each_of,
};
use crate::archive::Archive;

/// Recording that all of them are about.
const BLOCKED: &str = "blocked_loop";

/// Versions that leave the loop free, but for one chunk at a time.
const FREE: [&str; 5] = [
    "yield_now between chunks",
    "spawn_blocking",
    "rayon and a channel",
    "its own thread",
    "two runtimes",
];

/// Calls that compute nothing.
const CALLS: [&str; 2] = ["thread::sleep", "a GET with ureq"];

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "In the task, the heartbeat stops for as long as the work \
                   takes.",
        check: |archive| stops(archive, "in the task"),
    },
    Claim {
        sentence: "In the other five versions, the longest gap is less than a \
                   tenth of that.",
        check: |archive| {
            let blocked = row(archive, "in the task")?.longest;
            each_of(&FREE, |version| {
                Ok(at_most(row(archive, version)?.longest / blocked, 0.1))
            })
        },
    },
    Claim {
        sentence: "All six versions use about the same CPU time.",
        check: |archive| {
            let blocked = row(archive, "in the task")?.cpu;
            each_of(&FREE, |version| {
                Ok(between(row(archive, version)?.cpu / blocked, 0.75, 1.35))
            })
        },
    },
    Claim {
        sentence: "Sleeping and a blocking request stop the heartbeat for as \
                   long as they take, although they use hardly any CPU time.",
        check: |archive| {
            each_of(&CALLS, |call| {
                let figures = row(archive, call)?;
                let idle = at_most(figures.cpu / figures.wall, 0.1);
                Ok(stops(archive, call)?.and(idle))
            })
        },
    },
    Claim {
        sentence: "As a thread, the heartbeat goes on while every core computes.",
        check: |archive| {
            let blocked = row(archive, "two tasks (cooperative)")?.longest;
            let figures = row(archive, "threads (preemptive)")?;
            Ok(at_most(figures.longest / blocked, 0.2)
                .and(at_least(figures.made / figures.due, 0.5)))
        },
    },
    Claim {
        sentence: "In Python, the longest gap lasts as long as the work if it \
                   runs in the task, and less than a tenth of that with any of \
                   the three remedies.",
        check: |archive| {
            // Number of ticks, missed, p50, p99, longest in ms, wall in s.
            let longest = |version: &str| {
                archive.cell("blocked_loop-python", &[version], 4)
            };
            let blocked = longest("in the task")?;
            let wall =
                archive.cell("blocked_loop-python", &["in the task"], 5)?;
            let remedies =
                ["sleep(0) between chunks", "to_thread", "process pool"];
            let all = at_least(blocked / 1e3 / wall, 0.9);
            let remedies = each_of(&remedies, |version| {
                Ok(at_most(longest(version)? / blocked, 0.1))
            })?;
            Ok(all.and(remedies))
        },
    },
];

/// Figures of a row: gaps in milliseconds, and times in seconds.
struct Row {
    made: f64,
    due: f64,
    longest: f64,
    wall: f64,
    cpu: f64,
}

fn row(archive: &Archive, version: &str) -> Result<Row> {
    let [made, missed, _p50, _p99, longest, wall, _ratio, cpu] =
        archive.row(BLOCKED, &[version])?;
    Ok(Row {
        made,
        due: made + missed,
        longest,
        wall,
        cpu,
    })
}

/// Judges whether the longest gap is about as long as the whole run.
fn stops(archive: &Archive, version: &str) -> Result<Verdict> {
    let Row { longest, wall, .. } = row(archive, version)?;
    Ok(about(longest / 1000.0, wall))
}
