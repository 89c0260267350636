//! The claims of the page `cpu_bound.md`.

use super::{Claim, Result, Verdict, at_least, at_most, between, says};
use crate::archive::{Archive, Missing};

/// The recordings that the claims are about.
const PI: &str = "cpu_bound-pi";
const SQUARES: &str = "cpu_bound-squares";
const PRIMES: &str = "cpu_bound-primes";

/// In how many pieces pi comes.
const PIECES_OF_PI: f64 = 4.0;

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "For the squares one text reports 2 s on one thread (drawing \
                   a progress bar for each number), 1 s with asyncio (drawing \
                   none), 30 s with processes and 420 s with threads, and does \
                   not say why.",
        check: |archive| {
            let few = "one thread 2.05 s, asyncio 1.00 s,";
            let many = "processes 30.00 s, threads 420.00 s.";
            let few = says(archive, SQUARES, few)?;
            Ok(few.and(says(archive, SQUARES, many)?))
        },
    },
    Claim {
        sentence: "Threads and rayon come close to what so many workers can \
                   bring.",
        check: |archive| {
            let threads = close_to_the_best(archive, "threads")?;
            Ok(threads.and(close_to_the_best(archive, "rayon")?))
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
            Ok(between(way(archive, PI, "tasks")?.speedup, 0.8, 1.25))
        },
    },
    Claim {
        sentence: "Of all that they cost one thread, much is the kernel's \
                   time and not the program's: the column system stands \
                   beside user.",
        check: |archive| {
            let squares = way(archive, SQUARES, "sequential")?;
            Ok(at_least(squares.system / squares.cpu(), 0.25))
        },
    },
    Claim {
        sentence: "One thread that adds takes less than half as long as one \
                   thread that stores, though adding into 128 bits is more \
                   work for the core.",
        check: |archive| {
            // The first row of sums is that of one thread.
            let adds = way(archive, SQUARES, "sums")?;
            let stores = way(archive, SQUARES, "sequential")?;
            let more_work = at_least(adds.user / stores.user, 1.0);
            Ok(at_least(adds.speedup, 2.0).and(more_work))
        },
    },
    Claim {
        sentence: "To store them once more, in memory that the program has \
                   used before, takes less time than to store them first.",
        check: |archive| {
            let first = way(archive, SQUARES, "sequential")?.wall;
            let again = archive.number(SQUARES, "without page faults:")?;
            Ok(at_most(again / first, 0.9))
        },
    },
    Claim {
        sentence: "Processes take longer than one thread.",
        check: |archive| {
            let processes = way(archive, SQUARES, "processes")?;
            Ok(at_most(processes.speedup, 0.8))
        },
    },
    Claim {
        sentence: "Threads are faster than one thread, and faster than \
                   processes.",
        check: |archive| {
            let threads = way(archive, PRIMES, "threads")?.speedup;
            let processes = way(archive, PRIMES, "processes")?.speedup;
            let faster = at_least(threads, 1.3);
            Ok(faster.and(at_least(threads / processes, 1.1)))
        },
    },
    Claim {
        sentence: "A message for each number takes more than twice the CPU \
                   time that chunks take.",
        check: |archive| {
            let each = way(archive, PRIMES, "message a number")?.cpu();
            let chunks = way(archive, PRIMES, "processes")?.cpu();
            Ok(at_least(each / chunks, 2.0))
        },
    },
    Claim {
        sentence: "One message costs more CPU time than the search that it \
                   asks for.",
        check: |archive| {
            let message = "One costs, there and back: CPU";
            let message = archive.number(PRIMES, message)?;
            let search = archive.number(PRIMES, "its work alone: CPU")?;
            Ok(at_least(message / search, 1.0))
        },
    },
    Claim {
        sentence: "Processes need the parts twice, and the column memory \
                   shows it: for the squares, they take more than one and a \
                   half times the memory of one thread.",
        check: |archive| {
            let processes = way(archive, SQUARES, "processes")?.memory;
            let one = way(archive, SQUARES, "sequential")?.memory;
            Ok(at_least(processes / one, 1.5))
        },
    },
];

/// What a row says.
struct Row {
    /// How many compute.
    workers: f64,
    /// Milliseconds on the wall, in the program, and in the kernel.
    wall: f64,
    user: f64,
    system: f64,
    /// How many times as fast as the first row.
    speedup: f64,
    /// MiB at the peak.
    memory: f64,
}

impl Row {
    fn cpu(&self) -> f64 {
        self.user + self.system
    }

    /// The highest speed-up that the pieces of pi allow for.
    fn at_most(&self) -> f64 {
        PIECES_OF_PI / (PIECES_OF_PI / self.workers).ceil()
    }
}

/// The first row of a way, whatever number of workers its label ends with.
fn way(archive: &Archive, name: &str, way: &str) -> Result<Row> {
    let label = archive.text(name)?.lines().find_map(|line| {
        let (label, _) = line.split_once("  ")?;
        let bare = label.split_once(" (").map_or(label, |(bare, _)| bare);
        (bare == way).then_some(label)
    });
    let label =
        label.ok_or_else(|| Missing(format!("{name} has no row `{way}`")))?;
    // What ends too soon shows no threads, so the last two are left out.
    let line = archive.cells(name, &[label])?;
    let [
        Some(wall),
        Some(speedup),
        Some(user),
        Some(system),
        Some(memory),
        ..,
    ] = line[..]
    else {
        return Err(Missing(format!("{name}: the row `{label}` is short")));
    };
    let workers = label
        .split_once('(')
        .and_then(|(_, workers)| workers.strip_suffix(')')?.parse().ok());
    Ok(Row {
        workers: workers.unwrap_or(1.0),
        wall,
        user,
        system,
        speedup,
        memory,
    })
}

/// How many times as fast as one thread a way was.
pub(super) fn speedup(
    archive: &Archive,
    name: &str,
    label: &str,
) -> Result<f64> {
    Ok(way(archive, name, label)?.speedup)
}

/// Whether a way computes pi nearly as fast as its pieces can be shared out.
/// Two threads of one core, and cores that slow down together, bring less.
pub(super) fn close_to_the_best(
    archive: &Archive,
    name: &str,
) -> Result<Verdict> {
    let way = way(archive, PI, name)?;
    Ok(between(way.speedup / way.at_most(), 0.6, 1.2))
}
