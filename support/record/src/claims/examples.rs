//! The claims of the pages on ex_3_1 … ex_3_5.

use super::verdict::{
    Claim, Result, Verdict, about, at_least, between, says, three_in_flight,
};
use crate::archive::Archive;

pub const ONE_REQUEST: &[Claim] = &[
    Claim {
        sentence: "The server waits for one second before it responds.",
        check: |archive| one_second_each(archive, "ex_3_1", 1),
    },
    Claim {
        sentence: "The server responded after one second, and the program \
                   took about as long.",
        check: |archive| {
            let one = one_second_each(archive, "ex_3_1", 1)?;
            Ok(one.and(about(archive.number("ex_3_1", "Took")?, 1.0)))
        },
    },
];

pub const TASKS: &[Claim] = &[
    Claim {
        sentence: "Three requests in three tasks took about as long as \
                   one request alone.",
        check: |archive| times_as_long(archive, "ex_3_2", 1.0, "ex_3_1"),
    },
    Claim {
        sentence: "The server saw all three in flight at once.",
        check: |archive| three_in_flight(archive, "ex_3_2", 3),
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
        sentence: "Three one-second requests on one thread, without async: no \
                   runtime, no task, no await.",
        check: |archive| one_second_each(archive, "ex_3_4", 3),
    },
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
        sentence: "On two threads, the same work took about half the wall \
                   time.",
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
        sentence: "In Python, two processes are at least 1.2 times as fast as \
                   one, but both versions take at least twenty times as long as \
                   in Rust.",
        check: |archive| {
            let [alone, together] = threads(archive)?;
            let wall = |label| archive.cell("ex_3_5-python", &[label], 0);
            let (one, two) = (wall("1 process")?, wall("2 processes")?);
            let slower = at_least(one / alone.wall, 20.0);
            let both = slower.and(at_least(two / together.wall, 20.0));
            Ok(at_least(one / two, 1.2).and(both))
        },
    },
];

/// Judges whether `example` took about `times` times as long as `other`.
fn times_as_long(
    archive: &Archive,
    example: &str,
    times: f64,
    other: &str,
) -> Result<Verdict> {
    let other = archive.number(other, "Took")?;
    Ok(about(archive.number(example, "Took")?, times * other))
}

/// Judges whether the server got `requests` requests from `example`, and
/// responded to each of them after about a second.
fn one_second_each(
    archive: &Archive,
    example: &str,
    requests: usize,
) -> Result<Verdict> {
    let noun = if requests == 1 { "request" } else { "requests" };
    let mut verdict =
        says(archive, example, &format!("saw {requests} {noun}, "))?;
    for number in 1..=requests {
        let bar = format!("{number}  GET /delay/1");
        let [after, _status] = archive.row(example, &[&bar])?;
        verdict = verdict.and(about(after, 1.0));
    }
    Ok(verdict)
}

/// Times of one row of ex_3_5, in seconds.
struct Times {
    wall: f64,
    cpu: f64,
}

/// Returns the times on one thread and on two.
fn threads(archive: &Archive) -> Result<[Times; 2]> {
    let times = |threads| {
        let [wall, cpu, _spread] = archive.row("ex_3_5", &[threads])?;
        Ok(Times { wall, cpu })
    };
    Ok([times("1 thread")?, times("2 threads")?])
}
