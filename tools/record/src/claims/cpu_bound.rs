//! The claims of the page `cpu_bound.md`.

use super::{Claim, Result, Verdict, at_least, at_most, between, each_of};
use crate::archive::Archive;

/// The recordings that the claims are about.
const PI: &str = "cpu_bound-pi";
const SQUARES: &str = "cpu_bound-squares";
const PRIMES: &str = "cpu_bound-primes";

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "Threads and rayon come close to what so many workers can \
                   bring.",
        check: |archive| {
            each_of(&["threads", "rayon"], |it| close_to_the_best(archive, it))
        },
    },
    Claim {
        sentence: "Processes come close to that, too: they are told a seed, \
                   and send back a number.",
        check: |archive| close_to_the_best(archive, "processes"),
    },
    Claim {
        sentence: "Tasks on one thread take as long as one thread does.",
        check: |archive| {
            Ok(between(archive.figure(PI, "tasks", "speedup")?, 0.8, 1.25))
        },
    },
    Claim {
        sentence: "Of all that they cost one thread, much is the kernel's \
                   time and not the program's: the column system stands \
                   beside user.",
        check: |archive| {
            let squares = archive.version(SQUARES, "sequential")?;
            let share = squares.get("system")? / squares.get("cpu")?;
            Ok(at_least(share, 0.25))
        },
    },
    Claim {
        sentence: "One thread that adds takes less than half as long as one \
                   thread that stores, though adding into 128 bits is more \
                   work for the core.",
        check: |archive| {
            // The first row of sums is that of one thread.
            let adds = archive.version(SQUARES, "sums")?;
            let stores = archive.figure(SQUARES, "sequential", "user")?;
            let more_work = at_least(adds.get("user")? / stores, 1.0);
            Ok(at_least(adds.get("speedup")?, 2.0).and(more_work))
        },
    },
    Claim {
        sentence: "To store them once more, in memory that the program has \
                   used before, takes less time than to store them first.",
        check: |archive| {
            let first = archive.figure(SQUARES, "sequential", "wall")?;
            let again = archive.figures(SQUARES)?.whole("storing_again")?;
            Ok(at_most(again / first, 0.9))
        },
    },
    Claim {
        sentence: "Processes take longer than one thread.",
        check: |archive| {
            Ok(at_most(
                archive.figure(SQUARES, "processes", "speedup")?,
                0.8,
            ))
        },
    },
    Claim {
        sentence: "Threads are faster than one thread, and faster than \
                   processes.",
        check: |archive| {
            let threads = archive.figure(PRIMES, "threads", "speedup")?;
            let processes = archive.figure(PRIMES, "processes", "speedup")?;
            let faster = at_least(threads, 1.3);
            Ok(faster.and(at_least(threads / processes, 1.1)))
        },
    },
    Claim {
        sentence: "A message for each number takes more than twice the CPU \
                   time that chunks take.",
        check: |archive| {
            let each = archive.figure(PRIMES, "message_each", "cpu")?;
            let chunks = archive.figure(PRIMES, "processes", "cpu")?;
            Ok(at_least(each / chunks, 2.0))
        },
    },
    Claim {
        sentence: "One message costs more CPU time than the search that it \
                   asks for.",
        check: |archive| {
            let primes = archive.figures(PRIMES)?;
            let search = primes.whole("work_alone_cpu")?;
            Ok(at_least(primes.whole("message_cpu")? / search, 1.0))
        },
    },
    Claim {
        sentence: "Processes need the parts twice, and the column memory \
                   shows it: for the squares, they take more than one and a \
                   half times the memory of one thread.",
        check: |archive| {
            let memory =
                |version| archive.figure(SQUARES, version, "peak_memory");
            let ratio = memory("processes")? / memory("sequential")?;
            Ok(at_least(ratio, 1.5))
        },
    },
];

/// Whether a version computes pi nearly as fast as its pieces can be shared
/// out. Two threads of one core, and cores that slow down together, bring less.
pub(super) fn close_to_the_best(
    archive: &Archive,
    version: &str,
) -> Result<Verdict> {
    let row = archive.version(PI, version)?;
    let pieces = row.get("work/pieces")?;
    let best = pieces / (pieces / row.get("work/workers")?).ceil();
    Ok(between(row.get("speedup")? / best, 0.6, 1.2))
}
