//! The claims of the pages on ex_3_1 … ex_3_5.

use super::verdict::{
    Claim, Result, Verdict, about, at_least, at_most, between, says,
    three_in_flight,
};
use crate::archive::Archive;

pub const TWO_KINDS_OF_WORK: &[Claim] = &[
    Claim {
        sentence: "On one thread, the CPU time is nearly the whole wall time.",
        check: |archive| {
            let [alone, _] = threads(archive)?;
            Ok(at_least(alone.cpu / alone.wall, 0.85))
        },
    },
    Claim {
        sentence: "On two threads, the wall time falls and the CPU time \
                   does not.",
        check: |archive| {
            let [alone, together] = threads(archive)?;
            let falls = at_most(together.wall / alone.wall, 0.8);
            Ok(falls.and(at_least(together.cpu / alone.cpu, 0.9)))
        },
    },
    Claim {
        sentence: "The work is the same; two cores share it, so that the \
                   CPU time is now well above the wall time.",
        check: |archive| {
            let [_, together] = threads(archive)?;
            Ok(at_least(together.cpu / together.wall, 1.4))
        },
    },
    Claim {
        sentence: "Three requests that are made one after another take \
                   about three times as long as one.",
        check: |archive| times_as_long(archive, "ex_3_4", 3.0, "ex_3_1"),
    },
    Claim {
        sentence: "The same three, made together, take about as long as \
                   one.",
        check: |archive| {
            let as_long = times_as_long(archive, "ex_3_3", 1.0, "ex_3_1")?;
            Ok(as_long.and(three_in_flight(archive, "ex_3_3", 3)?))
        },
    },
];

pub const ONE_REQUEST: &[Claim] = &[Claim {
    sentence: "The site answers after one second, and the program took \
               about as long.",
    check: |archive| {
        let one = says(archive, "ex_3_1", "1 request, at most 1 in flight")?;
        let [after, _status] = archive.row("ex_3_1", &["1  GET /delay/1"])?;
        let took = archive.number("ex_3_1", "Took")?;
        Ok(one.and(about(after, 1.0)).and(about(took, after)))
    },
}];

pub const TASKS: &[Claim] = &[
    Claim {
        sentence: "Three requests in three tasks took about as long as \
                   one request alone.",
        check: |archive| times_as_long(archive, "ex_3_2", 1.0, "ex_3_1"),
    },
    Claim {
        sentence: "The site saw all three in flight at once.",
        check: |archive| three_in_flight(archive, "ex_3_2", 3),
    },
    Claim {
        sentence: "The blocking version, which makes them one after \
                   another, takes about three times as long.",
        check: |archive| {
            let longer = times_as_long(archive, "ex_3_4", 3.0, "ex_3_2")?;
            Ok(longer.and(three_in_flight(archive, "ex_3_4", 1)?))
        },
    },
];

pub const GATHERING: &[Claim] = &[
    Claim {
        sentence: "Three requests took about as long as one.",
        check: |archive| times_as_long(archive, "ex_3_3", 1.0, "ex_3_1"),
    },
    Claim {
        sentence: "All three were in flight at once.",
        check: |archive| three_in_flight(archive, "ex_3_3", 3),
    },
];

pub const BLOCKING: &[Claim] = &[
    Claim {
        sentence: "Three requests took about three times as long as one.",
        check: |archive| times_as_long(archive, "ex_3_4", 3.0, "ex_3_1"),
    },
    Claim {
        sentence: "Never more than one request was in flight.",
        check: |archive| three_in_flight(archive, "ex_3_4", 1),
    },
];

pub const TWO_CORES: &[Claim] = &[
    Claim {
        sentence: "On two threads, the same work took about half the time on \
                   the wall.",
        check: |archive| {
            let [alone, together] = threads(archive)?;
            Ok(between(together.wall / alone.wall, 0.42, 0.62))
        },
    },
    Claim {
        sentence: "The CPU time stayed about the same.",
        check: |archive| {
            let [alone, together] = threads(archive)?;
            Ok(about(together.cpu, alone.cpu))
        },
    },
    Claim {
        sentence: "On one thread, the wall time and the CPU time agree, \
                   because nothing waits.",
        check: |archive| {
            let [alone, _] = threads(archive)?;
            Ok(about(alone.cpu, alone.wall))
        },
    },
    Claim {
        sentence: "On two, the CPU time is about twice the wall time.",
        check: |archive| {
            let [_, together] = threads(archive)?;
            Ok(between(together.cpu / together.wall, 1.6, 2.2))
        },
    },
    Claim {
        sentence: "A pool of two processes is at least half as fast again in \
                   Python, and all of it takes at least twenty times as long as \
                   in Rust.",
        check: |archive| {
            let [alone, together] = threads(archive)?;
            let wall = |label| archive.cell("ex_3_5-python", &[label], 0);
            let (one, two) = (wall("1 process")?, wall("2 processes")?);
            let slower = at_least(one / alone.wall, 20.0);
            let both = slower.and(at_least(two / together.wall, 20.0));
            Ok(at_least(one / two, 1.5).and(both))
        },
    },
];

/// Whether one example took about so many times as long as another.
fn times_as_long(
    archive: &Archive,
    example: &str,
    times: f64,
    other: &str,
) -> Result<Verdict> {
    let other = archive.number(other, "Took")?;
    Ok(about(archive.number(example, "Took")?, times * other))
}

/// Seconds that ex_3_5 took.
struct Times {
    wall: f64,
    cpu: f64,
}

/// The times on one thread and on two.
fn threads(archive: &Archive) -> Result<[Times; 2]> {
    let times = |threads| {
        let [wall, cpu, _spread] = archive.row("ex_3_5", &[threads])?;
        Ok(Times { wall, cpu })
    };
    Ok([times("1 thread")?, times("2 threads")?])
}
