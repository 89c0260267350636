//! The claims of the page `blocked_loop.md`.

use super::verdict::{
    Claim, Result, Verdict, about, at_least, at_most, between, each_of,
};
use crate::archive::Archive;

/// The recording that all of them are about.
const BLOCKED: &str = "blocked_loop";

/// The ways that leave the loop free, but for a piece at a time.
const FREE: [&str; 5] = [
    "yield_now between pieces",
    "spawn_blocking",
    "rayon and a channel",
    "a thread of its own",
    "two runtimes",
];

/// The calls that compute nothing.
const CALLS: [&str; 2] = ["thread::sleep", "a GET with ureq"];

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "In the task, the heart stands still for as long as the \
                   work takes.",
        check: |archive| stands_still(archive, "in the task"),
    },
    Claim {
        sentence: "In the other five ways, the longest gap is less than a \
                   tenth of that.",
        check: |archive| {
            let blocked = row(archive, "in the task")?.worst;
            each_of(&FREE, |way| {
                Ok(at_most(row(archive, way)?.worst / blocked, 0.1))
            })
        },
    },
    Claim {
        sentence: "All six ways use about the same CPU time.",
        check: |archive| {
            let blocked = row(archive, "in the task")?.cpu;
            each_of(&FREE, |way| {
                Ok(between(row(archive, way)?.cpu / blocked, 0.75, 1.35))
            })
        },
    },
    Claim {
        sentence: "Sleeping and a blocking request stop the heart for as \
                   long, and use hardly any CPU time.",
        check: |archive| {
            each_of(&CALLS, |call| {
                let figures = row(archive, call)?;
                let idle = at_most(figures.cpu / figures.wall, 0.1);
                Ok(stands_still(archive, call)?.and(idle))
            })
        },
    },
    Claim {
        sentence: "As a thread, the heart goes on while every core computes.",
        check: |archive| {
            let blocked = row(archive, "two tasks, cooperative")?.worst;
            let figures = row(archive, "threads, pre-emptive")?;
            Ok(at_most(figures.worst / blocked, 0.2)
                .and(at_least(figures.made / figures.due, 0.5)))
        },
    },
    Claim {
        sentence: "In Python, the longest gap is the whole work if it runs in the \
                   task, and less than a tenth of that with any of the three \
                   cures.",
        check: |archive| {
            // Number of ticks, missed, p50, p99, longest in ms, wall in s.
            let longest =
                |way: &str| archive.cell("blocked_loop-python", &[way], 4);
            let blocked = longest("in the task")?;
            let wall =
                archive.cell("blocked_loop-python", &["in the task"], 5)?;
            let cures =
                ["sleep(0) between pieces", "to_thread", "process pool"];
            let all = at_least(blocked / 1e3 / wall, 0.9);
            let cures = each_of(&cures, |way| {
                Ok(at_most(longest(way)? / blocked, 0.1))
            })?;
            Ok(all.and(cures))
        },
    },
];

/// What a row says: gaps in milliseconds, and times in seconds.
struct Row {
    made: f64,
    due: f64,
    worst: f64,
    wall: f64,
    cpu: f64,
}

fn row(archive: &Archive, way: &str) -> Result<Row> {
    let [made, missed, _p50, _p90, worst, wall, _ratio, cpu] =
        archive.row(BLOCKED, &[way])?;
    Ok(Row {
        made,
        due: made + missed,
        worst,
        wall,
        cpu,
    })
}

/// Whether the longest gap is about as long as what ran beside the heart.
fn stands_still(archive: &Archive, way: &str) -> Result<Verdict> {
    let Row { worst, wall, .. } = row(archive, way)?;
    Ok(about(worst / 1000.0, wall))
}
