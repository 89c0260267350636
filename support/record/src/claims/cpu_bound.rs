//! The claims of the page `cpu_bound.md`.

use super::verdict::{
    Claim, Result, Verdict, about, at_least, at_most, between, each_of,
};
use crate::archive::Archive;
use crate::figures::Missing;

/// The recordings that the claims are about.
const PI: &str = "cpu_bound-pi";
const SQUARES: &str = "cpu_bound-squares";
const PRIMES: &str = "cpu_bound-primes";
const PYTHON: &str = "cpu_bound-python-pi";

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
        sentence: "One thread that stores the squares had a page fault for \
                   about every 512 of them, which is one for each page of 4 \
                   KiB.",
        check: |archive| {
            let squares = archive.version(SQUARES, "sequential")?;
            let numbers = squares.get("work/kind/Squares")?;
            Ok(about(numbers / squares.get("page_faults")?, 512.0))
        },
    },
    Claim {
        sentence: "To store them once more, in memory that the program has \
                   used before, takes less than half of the time.",
        check: |archive| {
            let first = archive.figure(SQUARES, "sequential", "wall")?;
            let again = archive.figures(SQUARES)?.whole("storing_again")?;
            Ok(at_most(again / first, 0.5))
        },
    },
    Claim {
        sentence: "With one buffer for all pieces there are less than half as \
                   many page faults, and it is at least one and a half times \
                   as fast.",
        check: |archive| {
            let faster = archive.figure(SQUARES, "one_buffer", "speedup")?;
            let fewer = page_faults(archive, "one_buffer")?;
            Ok(at_least(faster, 1.5).and(at_most(fewer, 0.5)))
        },
    },
    Claim {
        sentence: "With huge pages there are less than half as many page \
                   faults, too.",
        check: |archive| Ok(at_most(page_faults(archive, "huge_pages")?, 0.5)),
    },
    Claim {
        sentence: "One thread that adds takes less than half as long as one \
                   thread that stores.",
        check: |archive| {
            // The first row of sums is that of one thread.
            Ok(at_least(archive.figure(SQUARES, "sums", "speedup")?, 2.0))
        },
    },
    Claim {
        sentence: "A second core helps storing and adding: each is more than \
                   1.3 times as fast with it.",
        check: |archive| {
            let stored = archive.figure(SQUARES, "threads", "speedup")?;
            let figures = archive.figures(SQUARES)?;
            let sums = figures.rows().filter(|row| row.version() == "sums");
            let sums: Result<Vec<f64>> =
                sums.map(|row| row.get("wall")).collect();
            let [one, two] = sums?[..] else {
                return Err(Missing("one thread alone has added".to_owned()));
            };
            Ok(at_least(stored, 1.3).and(at_least(one / two, 1.3)))
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
        sentence: "Its wall time is not the pipe's alone: a few bytes through \
                   a bare pipe, there and back, took less.",
        check: |archive| {
            let primes = archive.figures(PRIMES)?;
            let message = primes.whole("message_wall")?;
            Ok(at_most(primes.whole("pipe")? / message, 0.9))
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
    Claim {
        sentence: "For pi, Python's threads take about as long as one thread, \
                   because of the GIL, and its processes take little more than \
                   half.",
        check: |archive| {
            let wall = |version| archive.in_python(PYTHON, version, "wall");
            let one = wall("sequential")?;
            let threads = between(wall("threads")? / one, 0.8, 1.25);
            let processes = between(wall("processes")? / one, 0.45, 0.75);
            Ok(threads.and(processes))
        },
    },
    Claim {
        sentence: "The same number of random points takes one thread in Python \
                   at least twenty times as long as in Rust.",
        check: |archive| {
            let walls = archive.python_to_rust(PYTHON, "sequential", "wall")?;
            Ok(at_least(walls, 20.0))
        },
    },
];

/// The page faults of a version of the squares, divided by those of one thread
/// in new memory.
fn page_faults(archive: &Archive, version: &str) -> Result<f64> {
    let faults = |version| archive.figure(SQUARES, version, "page_faults");
    Ok(faults(version)? / faults("sequential")?)
}

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
