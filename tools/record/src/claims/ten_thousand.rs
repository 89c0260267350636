//! The claims of the page `ten_thousand.md`.

use anyhow::{Result, bail};

use super::{Claim, at_least, at_most, between, says};
use crate::recorded::Recorded;

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
        check: |recorded| {
            let sum = "8 MB of stack each, as the Python original has it, \
                       would be 80";
            says(recorded, NAME, sum)
        },
    },
    Claim {
        sentence: "Read the column in flight first: with the tasks that have \
                   small buffers and over HTTP/2, all 10,000 requests, or \
                   nearly all, waited at the site at one moment.",
        check: |recorded| {
            let tasks = most(recorded, "tasks")?.in_flight;
            let http2 = most(recorded, "http2")?.in_flight;
            Ok(at_least(tasks.min(http2), 0.95 * MOST))
        },
    },
    Claim {
        sentence: "With 1 request it is about one for every way.",
        check: |recorded| {
            let mut slowest = 0.0_f64;
            for way in WAYS {
                let row = row(recorded, &format!("{way} 1"))?;
                slowest = slowest.max(row.delays);
            }
            Ok(between(slowest, 1.0, 1.4))
        },
    },
    Claim {
        sentence: "Ten thousand threads were started, and most of them lived \
                   at the same time.",
        check: |recorded| {
            let threads = most(recorded, "threads")?.threads;
            Ok(at_least(threads / MOST, 0.5))
        },
    },
    Claim {
        sentence: "What they took in memory is a small part of what their \
                   stacks could take.",
        check: |recorded| {
            let threads = most(recorded, "threads")?;
            Ok(at_most(threads.memory / (STACK * threads.threads), 0.1))
        },
    },
    Claim {
        sentence: "A thread still takes more memory than a task: several \
                   times as much as one of reqwest, and more again than one \
                   that gets only the room that it needs.",
        check: |recorded| {
            let threads = each(recorded, "threads")?.memory;
            let reqwest = each(recorded, "reqwest tasks")?.memory;
            let tasks = each(recorded, "tasks")?.memory;
            let several = at_least(threads / reqwest, 2.5);
            Ok(several.and(at_least(threads / tasks, 5.0)))
        },
    },
    Claim {
        sentence: "Tasks have nothing there that grows in the same way.",
        check: |recorded| {
            let thread = each(recorded, "threads")?.in_kernel;
            let task = each(recorded, "reqwest tasks")?.in_kernel;
            Ok(at_least(thread, 4.0).and(at_most(task / thread, 0.1)))
        },
    },
    Claim {
        sentence: "Together they save about half of the memory of each \
                   request.",
        check: |recorded| {
            let reqwest = each(recorded, "reqwest tasks")?.memory;
            let tasks = each(recorded, "tasks")?.memory;
            Ok(between(tasks / reqwest, 0.35, 0.65))
        },
    },
    Claim {
        sentence: "Over HTTP/2, a request needs no connection of its own, and \
                   the CPU time of each falls below that of all other ways.",
        check: |recorded| {
            let mut least = f64::INFINITY;
            for way in &WAYS[..3] {
                least = least.min(each(recorded, way)?.cpu);
            }
            Ok(at_most(each(recorded, "http2")?.cpu / least, 0.9))
        },
    },
    Claim {
        sentence: "Of the ways with tasks, only HTTP/2 stays within the 10 to \
                   100 MB that the original promises.",
        check: |recorded| {
            let promised =
                says(recorded, NAME, "10 to 100 MB in all in the Python")?;
            let http2 = MEGABYTES * most(recorded, "http2")?.memory;
            let tasks = MEGABYTES * most(recorded, "tasks")?.memory;
            let within = between(http2, 10.0, 100.0);
            Ok(promised.and(within).and(at_least(tasks, 100.0)))
        },
    },
    Claim {
        sentence: "The tasks with small buffers take less memory than aiohttp \
                   took for the same, and fewer delays.",
        check: |recorded| {
            let tasks = most(recorded, "tasks")?;
            let memory = recorded.number(NAME, "(aiohttp took")?;
            let delays = recorded.number(NAME, "MB and")?;
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
fn most(recorded: &Recorded, way: &str) -> Result<Row> {
    row(recorded, &format!("{way} 10,000"))
}

/// A row of the first table.
fn row(recorded: &Recorded, label: &str) -> Result<Row> {
    let figures = recorded.row(NAME, &["way", label])?;
    let [
        _wall,
        delays,
        _cpu,
        memory,
        _page_tables,
        threads,
        in_flight,
        _switches,
    ] = figures[..]
    else {
        bail!("the row `{label}` has not 8 figures: {figures:?}");
    };
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
fn each(recorded: &Recorded, way: &str) -> Result<Each> {
    let title = "Each request in flight adds";
    let figures = recorded.row(NAME, &[title, way])?;
    let [memory, page_tables, kernel_stack, cpu] = figures[..] else {
        bail!("what `{way}` adds has not 4 figures: {figures:?}");
    };
    Ok(Each {
        memory,
        in_kernel: page_tables + kernel_stack,
        cpu,
    })
}
