//! The claims of the page `ten_thousand.md`.

use super::verdict::{
    Claim, KIB, MB, MIB, Result, at_least, at_most, between, each_of,
};
use crate::archive::Archive;
use crate::figures::Missing;
use crate::figures::Row;

/// The recording that all of them are about.
const NAME: &str = "ten_thousand";

/// The versions, as the data have them.
const VERSIONS: [&str; 4] = ["threads", "reqwest_tasks", "tasks", "http2"];

/// How many requests there are at the most.
pub(super) const MOST: f64 = 10_000.0;

/// Bytes that Rust reserves for the stack of a thread.
const STACK: f64 = 2.0 * MIB;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Read the column in flight first: with every version, all 10,000 \
                   requests waited at the site at one moment.",
        check: |archive| {
            each_of(&VERSIONS, |version| {
                let in_flight = most(archive, version)?.get("in_flight")?;
                Ok(between(in_flight, MOST, MOST))
            })
        },
    },
    Claim {
        sentence: "With 1 request it is about one for every version.",
        check: |archive| {
            each_of(&VERSIONS, |version| {
                let one = row(archive, version, 1.0)?;
                Ok(between(one.get("columns/delays")?, 1.0, 1.4))
            })
        },
    },
    Claim {
        sentence: "Ten thousand threads took the most CPU time, and the \
                   longest.",
        check: |archive| {
            let threads = most(archive, "threads")?;
            let [cpu, wall] = [threads.get("cpu")?, threads.get("wall")?];
            each_of(&VERSIONS[1..], |version| {
                let row = most(archive, version)?;
                let longest = at_most(row.get("wall")? / wall, 1.0);
                Ok(longest.and(at_most(row.get("cpu")? / cpu, 1.0)))
            })
        },
    },
    Claim {
        sentence: "The threads took more than twice the CPU time of reqwest's \
                   tasks.",
        check: |archive| {
            let tasks = most(archive, "reqwest_tasks")?.get("cpu")?;
            Ok(at_least(most(archive, "threads")?.get("cpu")? / tasks, 2.0))
        },
    },
    Claim {
        sentence: "What they took in memory is a small part of what their \
                   stacks could take.",
        check: |archive| {
            let row = most(archive, "threads")?;
            let stacks = STACK * row.get("threads")?;
            Ok(at_most(row.get("peak_memory")? / stacks, 0.1))
        },
    },
    Claim {
        sentence: "A thread still takes more memory than a task: about twice \
                   as much as one of reqwest, and several times as much as one \
                   that gets only the room that it needs.",
        check: |archive| {
            let threads = each(archive, "memory", "threads")?;
            let reqwest = each(archive, "memory", "reqwest_tasks")?;
            let tasks = each(archive, "memory", "tasks")?;
            let twice = between(threads / reqwest, 1.6, 3.0);
            Ok(twice.and(at_least(threads / tasks, 3.0)))
        },
    },
    Claim {
        sentence: "Tasks have nothing there that grows in the same way.",
        check: |archive| {
            let in_kernel = |version| {
                let stack = each(archive, "kernel_stack", version)?;
                Ok(each(archive, "page_tables", version)? + stack)
            };
            let thread = in_kernel("threads")?;
            let task = at_most(in_kernel("reqwest_tasks")? / thread, 0.1);
            Ok(at_least(thread / KIB, 4.0).and(task))
        },
    },
    Claim {
        sentence: "Together they save about half of the memory of each \
                   request.",
        check: |archive| {
            let reqwest = each(archive, "memory", "reqwest_tasks")?;
            let tasks = each(archive, "memory", "tasks")?;
            Ok(between(tasks / reqwest, 0.35, 0.65))
        },
    },
    Claim {
        sentence: "Over HTTP/2, a request needs no connection of its own, and \
                   the CPU time of each falls below that of all other versions.",
        check: |archive| {
            let http2 = each(archive, "cpu", "http2")?;
            each_of(&VERSIONS[..3], |version| {
                Ok(at_most(http2 / each(archive, "cpu", version)?, 0.9))
            })
        },
    },
    Claim {
        sentence: "Of the versions with tasks, only HTTP/2 stays within the 10 to \
                   100 MB that the original promises.",
        check: |archive| {
            let memory =
                |version| Ok(most(archive, version)?.get("peak_memory")? / MB);
            let within = between(memory("http2")?, 10.0, 100.0);
            Ok(within.and(at_least(memory("tasks")?, 100.0)))
        },
    },
    Claim {
        sentence: "Ten thousand tasks take Python at least one and a half times \
                   as long as Rust, and at least four times the CPU time.",
        check: |archive| {
            let figures = archive.figures("ten_thousand-python")?;
            // The last row of each is that of most requests.
            let rust = figures.rows().filter(|row| {
                row.version() == "tasks" && row.language() == "Rust"
            });
            let missing = || Missing("tasks in Rust".to_owned());
            let rust = rust.last().ok_or_else(missing)?;
            let python = figures.in_python("tasks")?;
            let cpu = at_least(python.get("cpu")? / rust.get("cpu")?, 4.0);
            let wall = python.get("wall")? / rust.get("wall")?;
            Ok(at_least(wall, 1.5).and(cpu))
        },
    },
];

/// The row of a version with so many requests.
fn row<'a>(
    archive: &'a Archive,
    version: &str,
    requests: f64,
) -> Result<Row<'a>> {
    let mut rows = archive.figures(NAME)?.rows();
    let row = rows.find(|row| {
        row.version() == version && row.get("work/requests") == Ok(requests)
    });
    row.ok_or_else(|| Missing(format!("{NAME}: no {requests} of {version}")))
}

/// The row of a version with all the requests.
pub(super) fn most<'a>(archive: &'a Archive, version: &str) -> Result<Row<'a>> {
    row(archive, version, MOST)
}

/// What each request of a version adds: bytes of `memory`, `page_tables` and
/// `kernel_stack`, and seconds of `cpu`.
pub(super) fn each(
    archive: &Archive,
    what: &str,
    version: &str,
) -> Result<f64> {
    let figures = archive.figures(NAME)?;
    // Of fewer requests, each has a larger share of what all have in common.
    most(archive, version)?;
    figures.whole(&format!("{what}_each.{version}"))
}
