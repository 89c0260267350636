//! Claims of the page `choosing.md`.

use super::verdict::{Claim, MB, at_least, at_most, each_of};
use super::{back_pressure, cpu_bound, io_bound, mixed_workload, ten_thousand};

/// Bytes of stack that a common claim counts for 10,000 threads.
const STACKS: f64 = 80_000.0 * MB;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Refusing kept the p99 low at every load; a semaphore and a \
                   bounded queue that waits only kept the memory small.",
        check: |archive| {
            let refusing = back_pressure::shedding_is_quick(archive)?;
            Ok(refusing.and(back_pressure::waiting_is_slow(archive)?))
        },
    },
    Claim {
        sentence: "Threads and rayon both came close to the best possible \
                   speedup.",
        check: |archive| {
            each_of(&["threads", "rayon"], |version| {
                cpu_bound::close_to_the_best(archive, version)
            })
        },
    },
    Claim {
        sentence: "For pi, processes were only a little slower than threads; \
                   for squares, which have to be sent, they were slower than \
                   a single thread.",
        check: |archive| {
            let speedup =
                |name, version| archive.figure(name, version, "speedup");
            let processes = speedup("cpu_bound-pi", "processes")?;
            let lost = processes / speedup("cpu_bound-pi", "threads")?;
            let squares = speedup("cpu_bound-squares", "processes")?;
            Ok(at_least(lost, 0.6).and(at_most(squares, 0.9)))
        },
    },
    Claim {
        sentence: "A hundred threads and a hundred tasks both waited for a \
                   hundred requests in less than three times the wait for \
                   one.",
        check: |archive| {
            let delay = io_bound::delay(archive)?;
            each_of(&["thread_per_request", "tasks"], |version| {
                Ok(at_most(io_bound::wall(archive, version)? / delay, 3.0))
            })
        },
    },
    Claim {
        sentence: "The pool was among the versions that came close to the \
                   lower bound, and tasks alone weren't.",
        check: |archive| {
            let to_bound = |version| mixed_workload::to_bound(archive, version);
            let (pool, tasks) = (to_bound("cpu_pool")?, to_bound("tasks")?);
            Ok(at_most(pool, 1.3).and(at_least(tasks / pool, 1.3)))
        },
    },
    Claim {
        sentence: "Ten thousand threads, all alive at once, took less than a \
                   twentieth of those 80 GB, the kernel's part included.",
        check: |archive| {
            let row = ten_thousand::most(archive, "threads")?;
            let alive = at_least(row.get("threads")?, ten_thousand::MOST);
            let stack = ten_thousand::each(archive, "kernel_stack", "threads")?;
            let memory = row.get("peak_memory")? + row.get("page_tables")?;
            let all = memory + stack * ten_thousand::MOST;
            Ok(alive.and(at_most(all / STACKS, 0.05)))
        },
    },
];
