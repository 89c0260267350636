//! The claims of the page `io_bound.md`.

use super::{
    Claim, Result, Verdict, about, at_least, at_most, between, each_of, says,
};
use crate::archive::Archive;

/// The recording with a hundred threads and a hundred tasks.
const PAGES: &str = "io_bound";

/// How many requests each of its ways makes.
const REQUESTS: f64 = 100.0;

/// The ways that ask for everything at once.
const ALL_AT_ONCE: [&str; 3] =
    ["thread per request", "tasks", "tasks on all cores"];

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "One after another, the requests took about as long as all \
                   their delays added up.",
        check: |archive| {
            let took = row(archive, "sequential")?.wall;
            Ok(between(took / delay(archive)?, REQUESTS, 1.25 * REQUESTS))
        },
    },
    Claim {
        sentence: "Its CPU was busy for less than a twentieth of that time.",
        check: |archive| {
            let row = row(archive, "sequential")?;
            Ok(at_most(row.cpu / row.wall, 0.05))
        },
    },
    Claim {
        sentence: "The three ways that ask for everything at once had all \
                   hundred requests in flight, or nearly all.",
        check: |archive| {
            all_at_once(archive, |row| at_least(row.in_flight, 0.9 * REQUESTS))
        },
    },
    Claim {
        sentence: "Each was at least ten times as fast as asking one after \
                   another.",
        check: |archive| {
            all_at_once(archive, |row| at_least(row.speedup, 10.0))
        },
    },
    Claim {
        sentence: "A pool has as many in flight as it has workers, and works \
                   in rounds.",
        check: |archive| {
            let threads = row(archive, "thread pool (10)")?;
            let processes = row(archive, "processes (4)")?;
            let threads = between(threads.in_flight, 10.0, 10.0);
            Ok(threads.and(between(processes.in_flight, 4.0, 4.0)))
        },
    },
    Claim {
        sentence: "Ten threads took about ten delays for the hundred requests, \
                   and four processes took about 25.",
        check: |archive| {
            let delay = delay(archive)?;
            let threads = row(archive, "thread pool (10)")?.wall / delay;
            let processes = row(archive, "processes (4)")?.wall / delay;
            Ok(
                between(threads, 10.0, 13.0)
                    .and(between(processes, 25.0, 31.0)),
            )
        },
    },
    Claim {
        sentence: "With eight workers each, threads and processes needed \
                   about the same time for the downloads.",
        check: |archive| {
            let wall = |label| {
                row_of(archive, "io_bound-downloads", label).map(|row| row.wall)
            };
            let processes = wall("processes (8)")?;
            Ok(between(processes / wall("thread pool (8)")?, 0.75, 1.33))
        },
    },
    Claim {
        sentence: "The four processes took more of it than the hundred \
                   threads, and the hundred threads took more than the hundred \
                   tasks.",
        check: |archive| {
            let tasks = row(archive, "tasks")?.memory;
            let threads = row(archive, "thread per request")?.memory;
            let processes = row(archive, "processes (4)")?.memory;
            Ok(at_least(processes, threads).and(at_least(threads, tasks)))
        },
    },
    Claim {
        sentence: "Each of the hundred added less than a quarter of a \
                   mebibyte, kernel's page tables included, though its stack \
                   could take eight times that.",
        check: |archive| {
            let all = |row: Row| row.memory + row.page_tables;
            let one = all(row(archive, "sequential")?);
            let hundred = all(row(archive, "thread per request")?);
            Ok(at_most((hundred - one) / REQUESTS, 0.25))
        },
    },
    Claim {
        sentence: "The original has 850 MB for its hundred threads; here all \
                   hundred took about 20 MiB.",
        check: |archive| {
            let original = "100 threads 1.8 s (850 MB)";
            let original = says(archive, PAGES, original)?;
            let here = row(archive, "thread per request")?.memory;
            Ok(original.and(about(here, 20.0)))
        },
    },
    Claim {
        sentence: "More threads for the tasks gained nothing worth having: the \
                   row of all cores has more threads than the row above it, \
                   and no more requests in flight.",
        check: |archive| {
            let one = row(archive, "tasks")?;
            let all = row(archive, "tasks on all cores")?;
            let more = at_least(all.threads, one.threads + 1.0);
            let most = 10.0 * delay(archive)?;
            Ok(more
                .and(at_most(all.in_flight / one.in_flight, 1.1))
                // Nothing is left to gain from ten rounds of waiting.
                .and(at_most(one.wall, most)))
        },
    },
    Claim {
        sentence: "The second table does the sum: the original's pool took \
                   1.34 s, about nine rounds of 0.15 s, which is what 12 \
                   threads, on 8 cores, would need.",
        check: |archive| {
            let name = "io_bound-requests";
            let all = says(archive, name, "requests took 14.97 s one after")?;
            let took = says(archive, name, "1.34 s in its pool: about 9")?;
            let threads = says(archive, name, "12 threads would need 9")?;
            Ok(all.and(took).and(threads))
        },
    },
    Claim {
        sentence: "In Rust that overhead is small: all hundred were made, \
                   waited, and were gone, and all that cost little CPU time.",
        check: |archive| {
            let threads = row(archive, "thread per request")?;
            let one = row(archive, "sequential")?;
            Ok(at_most(threads.cpu / one.wall, 0.05))
        },
    },
    Claim {
        sentence: "Both were done long before the pool of ten.",
        check: |archive| {
            let pool = row(archive, "thread pool (10)")?.wall;
            let threads = row(archive, "thread per request")?.wall;
            let tasks = row(archive, "tasks")?.wall;
            Ok(at_most(threads.max(tasks) / pool, 0.75))
        },
    },
];

/// The figures of a row.
struct Row {
    wall: f64,
    speedup: f64,
    cpu: f64,
    memory: f64,
    page_tables: f64,
    threads: f64,
    in_flight: f64,
}

/// A row of the table of pages.
fn row(archive: &Archive, label: &str) -> Result<Row> {
    row_of(archive, PAGES, label)
}

/// A row of a table.
fn row_of(archive: &Archive, name: &str, label: &str) -> Result<Row> {
    let [
        wall,
        speedup,
        cpu,
        memory,
        page_tables,
        threads,
        in_flight,
        _switches,
    ] = archive.row(name, &[label])?;
    Ok(Row {
        wall,
        speedup,
        cpu,
        memory,
        page_tables,
        threads,
        in_flight,
    })
}

/// How long the site takes for a page, in seconds.
fn delay(archive: &Archive) -> Result<f64> {
    archive.number(PAGES, "requests of")
}

/// Whether each way that asks for everything at once is as `judge` says.
fn all_at_once(
    archive: &Archive,
    judge: impl Fn(Row) -> Verdict,
) -> Result<Verdict> {
    each_of(&ALL_AT_ONCE, |way| Ok(judge(row(archive, way)?)))
}
