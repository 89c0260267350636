//! The claims of the page `ten_thousand.md`.

use super::{Claim, Result, at_least, at_most, between, says};
use crate::archive::Archive;

/// The recording that all of them are about.
const NAME: &str = "ten_thousand";

/// The ways, as the tables have them.
const WAYS: [&str; 4] = ["threads", "reqwest tasks", "tasks", "http2"];

/// How many requests there are at the most.
const MOST: f64 = 10_000.0;

/// The stack of a thread in MiB, as Rust reserves it.
const STACK: f64 = 2.0;

/// How many bytes a megabyte and a mebibyte have, one by the other.
const MEGABYTES: f64 = 1.048_576;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "The sum goes like this: a thread has a stack of 8 MB, and \
                   ten thousand of those are more memory than you own.",
        check: |archive| {
            let sum = "8 MB of stack each, as the Python original has it, \
                       would be 80";
            says(archive, NAME, sum)
        },
    },
    Claim {
        sentence: "Read the column in flight first: with the tasks that have \
                   small buffers and over HTTP/2, all 10,000 requests, or \
                   nearly all, waited at the site at one moment.",
        check: |archive| {
            let tasks = most(archive, "tasks")?.in_flight;
            let http2 = most(archive, "http2")?.in_flight;
            Ok(at_least(tasks.min(http2), 0.95 * MOST))
        },
    },
    Claim {
        sentence: "With 1 request it is about one for every way.",
        check: |archive| {
            let mut slowest = 0.0_f64;
            for way in WAYS {
                let row = row(archive, &format!("{way} 1"))?;
                slowest = slowest.max(row.delays);
            }
            Ok(between(slowest, 1.0, 1.4))
        },
    },
    Claim {
        sentence: "Ten thousand threads were started, and most of them lived \
                   at the same time.",
        check: |archive| {
            let threads = most(archive, "threads")?.threads;
            Ok(at_least(threads / MOST, 0.5))
        },
    },
    Claim {
        sentence: "What they took in memory is a small part of what their \
                   stacks could take.",
        check: |archive| {
            let threads = most(archive, "threads")?;
            Ok(at_most(threads.memory / (STACK * threads.threads), 0.1))
        },
    },
    Claim {
        sentence: "A thread still takes more memory than a task: several \
                   times as much as one of reqwest, and more again than one \
                   that gets only the room that it needs.",
        check: |archive| {
            let threads = each(archive, "threads")?.memory;
            let reqwest = each(archive, "reqwest tasks")?.memory;
            let tasks = each(archive, "tasks")?.memory;
            let several = at_least(threads / reqwest, 2.5);
            Ok(several.and(at_least(threads / tasks, 5.0)))
        },
    },
    Claim {
        sentence: "Tasks have nothing there that grows in the same way.",
        check: |archive| {
            let thread = each(archive, "threads")?.in_kernel;
            let task = each(archive, "reqwest tasks")?.in_kernel;
            Ok(at_least(thread, 4.0).and(at_most(task / thread, 0.1)))
        },
    },
    Claim {
        sentence: "Together they save about half of the memory of each \
                   request.",
        check: |archive| {
            let reqwest = each(archive, "reqwest tasks")?.memory;
            let tasks = each(archive, "tasks")?.memory;
            Ok(between(tasks / reqwest, 0.35, 0.65))
        },
    },
    Claim {
        sentence: "Over HTTP/2, a request needs no connection of its own, and \
                   the CPU time of each falls below that of all other ways.",
        check: |archive| {
            let mut least = f64::INFINITY;
            for way in &WAYS[..3] {
                least = least.min(each(archive, way)?.cpu);
            }
            Ok(at_most(each(archive, "http2")?.cpu / least, 0.9))
        },
    },
    Claim {
        sentence: "Of the ways with tasks, only HTTP/2 stays within the 10 to \
                   100 MB that the original promises.",
        check: |archive| {
            let promised =
                says(archive, NAME, "10 to 100 MB in all in the Python")?;
            let http2 = MEGABYTES * most(archive, "http2")?.memory;
            let tasks = MEGABYTES * most(archive, "tasks")?.memory;
            let within = between(http2, 10.0, 100.0);
            Ok(promised.and(within).and(at_least(tasks, 100.0)))
        },
    },
    Claim {
        sentence: "The tasks with small buffers take less memory than aiohttp \
                   took for the same, and fewer delays.",
        check: |archive| {
            let tasks = most(archive, "tasks")?;
            let memory = archive.number(NAME, "(aiohttp took")?;
            let delays = archive.number(NAME, "MB and")?;
            let less = at_most(MEGABYTES * tasks.memory / memory, 1.0);
            Ok(less.and(at_most(tasks.delays / delays, 1.0)))
        },
    },
];

/// The figures of a row.
struct Row {
    delays: f64,
    memory: f64,
    threads: f64,
    in_flight: f64,
}

/// The row of a way with all the requests.
fn most(archive: &Archive, way: &str) -> Result<Row> {
    row(archive, &format!("{way} 10,000"))
}

/// A row of the first table.
fn row(archive: &Archive, label: &str) -> Result<Row> {
    let [
        _wall,
        delays,
        _cpu,
        memory,
        _page_tables,
        threads,
        in_flight,
        _switches,
    ] = archive.row(NAME, &["way", label])?;
    Ok(Row {
        delays,
        memory,
        threads,
        in_flight,
    })
}

/// What each request adds: KiB, and milliseconds.
struct Each {
    memory: f64,
    in_kernel: f64,
    cpu: f64,
}

/// A row of the second table.
fn each(archive: &Archive, way: &str) -> Result<Each> {
    let title = "Each request in flight adds";
    let [memory, page_tables, kernel_stack, cpu] =
        archive.row(NAME, &[title, way])?;
    Ok(Each {
        memory,
        in_kernel: page_tables + kernel_stack,
        cpu,
    })
}
