//! The claims of the page `ten_thousand.md`.

use super::verdict::{
    Claim, KIB, MB, MIB, Result, at_least, at_most, between, each_of,
};
use crate::archive::Archive;
use crate::figures::Missing;
use crate::figures::Row;

/// The recording of all of these claims.
const NAME: &str = "ten_thousand";

/// The versions, as named in the data.
const VERSIONS: [&str; 4] = ["threads", "reqwest_tasks", "tasks", "http2"];

/// Largest number of requests.
pub(super) const MOST: f64 = 10_000.0;

/// Bytes that Rust reserves per stack of a thread.
const STACK: f64 = 2.0 * MIB;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Read the in flight column first: with every version, all 10,000 \
                   requests waited at the server at the same moment.",
        check: |archive| {
            each_of(&VERSIONS, |version| {
                let in_flight = most(archive, version)?.get("in_flight")?;
                Ok(between(in_flight, MOST, MOST))
            })
        },
    },
    Claim {
        sentence: "With 1 request, the wall time is about one delay for every \
                   version.",
        check: |archive| {
            each_of(&VERSIONS, |version| {
                let one = row(archive, version, 1.0)?;
                Ok(between(one.get("columns/÷ delay")?, 1.0, 1.4))
            })
        },
    },
    Claim {
        sentence: "Ten thousand threads used the most CPU time, and took \
                   the longest.",
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
        sentence: "They took more than twice the CPU time of reqwest's tasks.",
        check: |archive| {
            let tasks = most(archive, "reqwest_tasks")?.get("cpu")?;
            Ok(at_least(most(archive, "threads")?.get("cpu")? / tasks, 2.0))
        },
    },
    Claim {
        sentence: "The memory that they took is a small part of the memory \
                   that their stacks could take.",
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
        sentence: "A task has no stack in the kernel, and takes less than a \
                   tenth of what a thread does in these two columns.",
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
        sentence: "Together these save about half of the memory per request.",
        check: |archive| {
            let reqwest = each(archive, "memory", "reqwest_tasks")?;
            let tasks = each(archive, "memory", "tasks")?;
            Ok(between(tasks / reqwest, 0.35, 0.65))
        },
    },
    Claim {
        sentence: "Over HTTP/2, a request needs no connection of its own, and \
                   the CPU time per request is below that of all other \
                   versions.",
        check: |archive| {
            let http2 = each(archive, "cpu", "http2")?;
            each_of(&VERSIONS[..3], |version| {
                Ok(at_most(http2 / each(archive, "cpu", version)?, 0.9))
            })
        },
    },
    Claim {
        sentence: "Of the versions with tasks, only HTTP/2 stays within the 10 to \
                   100 MB that the deep dive promises.",
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
            let tasks = |language: &str| {
                let row = figures.rows().find(|row| {
                    row.version() == "tasks"
                        && row.language() == language
                        && row.get("work/requests") == Ok(MOST)
                });
                row.ok_or_else(|| Missing(format!("tasks in {language}")))
            };
            let (rust, python) = (tasks("Rust")?, tasks("Python")?);
            let cpu = at_least(python.get("cpu")? / rust.get("cpu")?, 4.0);
            let wall = python.get("wall")? / rust.get("wall")?;
            Ok(at_least(wall, 1.5).and(cpu))
        },
    },
];

/// Returns the row of a version with this number of requests.
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

/// Returns the row of a version with all requests.
pub(super) fn most<'a>(archive: &'a Archive, version: &str) -> Result<Row<'a>> {
    row(archive, version, MOST)
}

/// Returns the increase per request of a version: bytes of `memory`, `page_tables` and
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
