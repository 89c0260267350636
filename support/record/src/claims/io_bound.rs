//! The claims of the page `io_bound.md`.

use super::verdict::{Claim, MIB, Result, at_least, at_most, between, each_of};
use crate::archive::Archive;

/// The recording with a hundred threads and a hundred tasks.
const PAGES: &str = "io_bound";

/// The same, of both languages.
const PYTHON: &str = "io_bound-python";

/// Number of requests of each version.
const REQUESTS: f64 = 100.0;

/// The versions that send everything at once.
const ALL_AT_ONCE: [&str; 3] =
    ["thread_per_request", "tasks", "tasks_on_all_cores"];

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "One after another, the requests took about as long as all \
                   their delays added up.",
        check: |archive| {
            let delays = wall(archive, "sequential")? / delay(archive)?;
            Ok(between(delays, REQUESTS, 1.25 * REQUESTS))
        },
    },
    Claim {
        sentence: "The CPU was busy for less than a twentieth of that time.",
        check: |archive| {
            let row = archive.version(PAGES, "sequential")?;
            Ok(at_most(row.get("cpu")? / row.get("wall")?, 0.05))
        },
    },
    Claim {
        sentence: "The three versions that send everything at once had all \
                   hundred requests in flight, or nearly all of them.",
        check: |archive| {
            each_of(&ALL_AT_ONCE, |version| {
                let in_flight = archive.figure(PAGES, version, "in_flight")?;
                Ok(at_least(in_flight, 0.9 * REQUESTS))
            })
        },
    },
    Claim {
        sentence: "Each of them was dozens of times as fast as one request \
                   after another.",
        check: |archive| {
            each_of(&ALL_AT_ONCE, |version| {
                Ok(at_least(archive.figure(PAGES, version, "speedup")?, 24.0))
            })
        },
    },
    Claim {
        sentence: "A pool has as many requests in flight as it has workers, \
                   so it works in rounds.",
        check: |archive| {
            each_of(&["thread_pool", "processes"], |version| {
                let pool = archive.version(PAGES, version)?;
                let workers = pool.get("work/workers")?;
                Ok(between(pool.get("in_flight")?, workers, workers))
            })
        },
    },
    Claim {
        sentence: "Ten threads took about ten delays for the hundred requests, \
                   and four processes took about 25.",
        check: |archive| {
            let delay = delay(archive)?;
            let threads = wall(archive, "thread_pool")? / delay;
            let processes = wall(archive, "processes")? / delay;
            let threads = between(threads, 10.0, 13.0);
            Ok(threads.and(between(processes, 25.0, 31.0)))
        },
    },
    Claim {
        sentence: "With eight workers, threads and processes took about the \
                   same time for the downloads.",
        check: |archive| {
            let wall =
                |pool| archive.figure("io_bound-downloads", pool, "wall");
            let ratio = wall("processes")? / wall("thread_pool")?;
            Ok(between(ratio, 0.75, 1.33))
        },
    },
    Claim {
        sentence: "The four processes took more memory than the hundred \
                   threads, and the threads took more than the tasks.",
        check: |archive| {
            let memory = |version| {
                Ok(archive.figure(PAGES, version, "peak_memory")? / MIB)
            };
            let threads = memory("thread_per_request")?;
            let tasks = at_least(threads, memory("tasks")?);
            Ok(at_least(memory("processes")?, threads).and(tasks))
        },
    },
    Claim {
        sentence: "Each of the hundred threads added less than a quarter of a \
                   mebibyte, page tables included, although its stack could \
                   grow to eight times that.",
        check: |archive| {
            let all = |version| {
                let row = archive.version(PAGES, version)?;
                Ok(row.get("peak_memory")? + row.get("page_tables")?)
            };
            let added = all("thread_per_request")? - all("sequential")?;
            Ok(at_most(added / REQUESTS / MIB, 0.25))
        },
    },
    Claim {
        sentence: "The deep dive reports 850 MB for a hundred threads; here \
                   the whole program with its hundred threads took less than \
                   20 MiB.",
        check: |archive| {
            let threads = "thread_per_request";
            let memory = archive.figure(PAGES, threads, "peak_memory")?;
            Ok(at_most(memory / MIB, 20.0))
        },
    },
    Claim {
        sentence: "Extra threads gained the tasks nothing worth having: \
                   the tasks on all cores row has more threads than the row above it, \
                   but no more requests in flight.",
        check: |archive| {
            let one = archive.version(PAGES, "tasks")?;
            let all = archive.version(PAGES, "tasks_on_all_cores")?;
            let more = at_least(all.get("threads")?, one.get("threads")? + 1.0);
            let in_flight = all.get("in_flight")? / one.get("in_flight")?;
            // Nothing is left to gain from ten rounds of waiting.
            let left = at_most(one.get("wall")?, 10.0 * delay(archive)?);
            Ok(more.and(at_most(in_flight, 1.1)).and(left))
        },
    },
    Claim {
        sentence: "In Rust that overhead is small: starting, running and \
                   joining all hundred threads cost little CPU time.",
        check: |archive| {
            let cpu = archive.figure(PAGES, "thread_per_request", "cpu")?;
            Ok(at_most(cpu / wall(archive, "sequential")?, 0.05))
        },
    },
    Claim {
        sentence: "Both finished long before the pool of ten.",
        check: |archive| {
            let pool = wall(archive, "thread_pool")?;
            let threads = wall(archive, "thread_per_request")?;
            let tasks = wall(archive, "tasks")?;
            Ok(at_most(threads.max(tasks) / pool, 0.75))
        },
    },
    Claim {
        sentence: "One after another, the requests take equally long in both \
                   languages, because both only wait.",
        check: |archive| {
            let walls = archive.python_to_rust(PYTHON, "sequential", "wall")?;
            Ok(between(walls, 0.95, 1.05))
        },
    },
    Claim {
        sentence: "In Python it is larger, but with one session and a nearby \
                   server, a hundred threads still took less than twice the \
                   delay.",
        check: |archive| {
            let wall =
                archive.in_python(PYTHON, "thread_per_request", "wall")?;
            let delay = archive.figures(PYTHON)?.whole("delay")?;
            Ok(at_most(wall / delay, 2.0))
        },
    },
    Claim {
        sentence: "But every version takes at least twice the CPU time and \
                   twice the memory in Python.",
        check: |archive| {
            let versions = [
                "sequential",
                "thread_per_request",
                "thread_pool",
                "tasks",
                "processes",
            ];
            each_of(&versions, |version| {
                let of =
                    |figure| archive.python_to_rust(PYTHON, version, figure);
                let cpu = of("cpu")?;
                Ok(at_least(cpu, 2.0).and(at_least(of("peak_memory")?, 2.0)))
            })
        },
    },
];

/// Returns the seconds that a version took for all requests.
pub(super) fn wall(archive: &Archive, version: &str) -> Result<f64> {
    archive.figure(PAGES, version, "wall")
}

/// Returns the seconds that the server takes per request.
pub(super) fn delay(archive: &Archive) -> Result<f64> {
    archive.figures(PAGES)?.whole("delay")
}
