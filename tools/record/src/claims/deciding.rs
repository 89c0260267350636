//! The claims of the page `deciding.md`.

use super::{Claim, at_least, at_most, cpu_bound, says};
use crate::archive::Missing;

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
        check: |archive| {
            let threads = cpu_bound::close_to_the_best(archive, "threads")?;
            Ok(threads.and(cpu_bound::close_to_the_best(archive, "rayon")?))
        },
    },
    Claim {
        sentence: "For pi they lost little against threads; for squares, \
                   which have to be sent, they lost to one thread.",
        check: |archive| {
            let pi = |way| cpu_bound::speedup(archive, "cpu_bound-pi", way);
            let lost = pi("processes")? / pi("threads")?;
            let squares =
                cpu_bound::speedup(archive, "cpu_bound-squares", "processes")?;
            Ok(at_least(lost, 0.6).and(at_most(squares, 0.9)))
        },
    },
    Claim {
        sentence: "Threads do as well, if that is what you have: a hundred \
                   threads and a hundred tasks both waited for a hundred \
                   requests in less than three times the wait for one.",
        check: |archive| {
            let delay = archive.number("io_bound", "requests of")?;
            let wall = |way| {
                let [wall, _, _, _, _, _, _, _] =
                    archive.row("io_bound", &[way])?;
                Ok::<_, Missing>(wall)
            };
            let slower = wall("thread per request")?.max(wall("tasks")?);
            Ok(at_most(slower / delay, 3.0))
        },
    },
    Claim {
        sentence: "The pool was among the ways that came close to the least \
                   time that any way could take, and tasks alone were not.",
        check: |archive| {
            let bound = |way| {
                let [_, bound, _, _, _, _, _, _, _] =
                    archive.row("mixed_workload", &[way])?;
                Ok::<_, Missing>(bound)
            };
            let (pool, tasks) = (bound("cpu pool")?, bound("tasks")?);
            Ok(at_most(pool, 1.3).and(at_least(tasks / pool, 1.3)))
        },
    },
    Claim {
        sentence: "“Ten thousand threads need 80 GB.”",
        check: |archive| says(archive, "ten_thousand", "80.00 GB"),
    },
    Claim {
        sentence: "Ten thousand threads would have taken less than a \
                   twentieth of those 80 GB, by what those that were alive \
                   at once took, the kernel's part included.",
        check: |archive| {
            let name = "ten_thousand";
            let [_, _, _, memory, tables, threads, _, _] =
                archive.row(name, &["way", "threads 10,000"])?;
            let title = "Each request in flight adds";
            let [_, _, stack, _] = archive.row(name, &[title, "threads"])?;
            let kernel = stack * threads / 1024.0;
            // As if all of them had been alive at one time.
            let all = (memory + tables + kernel) * THREADS / threads;
            Ok(at_most(all * MEBIBYTE / STACKS, 0.05))
        },
    },
];
