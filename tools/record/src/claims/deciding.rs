//! The claims of the page `deciding.md`.

use anyhow::{Result, bail};

use super::{Claim, at_least, at_most, cpu_bound, says};
use crate::recorded::Recorded;

/// The megabytes of stack that the Python original has for 10,000 threads.
const STACKS: f64 = 80_000.0;

/// What a mebibyte has in megabytes.
const MEBIBYTE: f64 = 1.048_576;

/// How many threads were to be started.
const THREADS: f64 = 10_000.0;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Threads and rayon both came close to one core's worth of \
                   pi for each worker.",
        check: |recorded| {
            let threads = cpu_bound::close_to_the_best(recorded, "threads")?;
            Ok(threads.and(cpu_bound::close_to_the_best(recorded, "rayon")?))
        },
    },
    Claim {
        sentence: "For pi they lost little against threads; for squares, \
                   which have to be sent, they lost to one thread.",
        check: |recorded| {
            let pi = |way| cpu_bound::speedup(recorded, "cpu_bound-pi", way);
            let lost = pi("processes")? / pi("threads")?;
            let squares =
                cpu_bound::speedup(recorded, "cpu_bound-squares", "processes")?;
            Ok(at_least(lost, 0.6).and(at_most(squares, 0.9)))
        },
    },
    Claim {
        sentence: "Threads do as well, if that is what you have: a hundred \
                   threads and a hundred tasks both waited for a hundred \
                   requests in less than three times the wait for one.",
        check: |recorded| {
            let delay = recorded.number("io_bound", "requests of")?;
            let wall = |way| Ok::<_, anyhow::Error>(row(recorded, way)?[0]);
            let slower = wall("thread per request")?.max(wall("tasks")?);
            Ok(at_most(slower / delay, 3.0))
        },
    },
    Claim {
        sentence: "The pool was among the ways that came close to the least \
                   time that any way could take, and tasks alone were not.",
        check: |recorded| {
            let bound = |way| {
                let row = recorded.row("mixed_workload", &[way])?;
                Ok::<_, anyhow::Error>(row[1])
            };
            let (pool, tasks) = (bound("cpu pool")?, bound("tasks")?);
            Ok(at_most(pool, 1.3).and(at_least(tasks / pool, 1.3)))
        },
    },
    Claim {
        sentence: "“Ten thousand threads need 80 GB.”",
        check: |recorded| says(recorded, "ten_thousand", "80.00 GB"),
    },
    Claim {
        sentence: "Ten thousand threads would have taken less than a \
                   twentieth of those 80 GB, by what those that were alive \
                   at once took, the kernel's part included.",
        check: |recorded| {
            let name = "ten_thousand";
            let row = recorded.row(name, &["way", "threads 10,000"])?;
            let [_, _, _, memory, tables, threads, ..] = row[..] else {
                bail!("{name}: the row of threads is short: {row:?}");
            };
            let title = "Each request in flight adds";
            let each = recorded.row(name, &[title, "threads"])?;
            let kernel = each[2] * threads / 1024.0;
            // As if all of them had been alive at one time.
            let all = (memory + tables + kernel) * THREADS / threads;
            Ok(at_most(all * MEBIBYTE / STACKS, 0.05))
        },
    },
];

/// A row of the comparison of waiting.
fn row(recorded: &Recorded, way: &str) -> Result<Vec<f64>> {
    recorded.row("io_bound", &[way])
}
