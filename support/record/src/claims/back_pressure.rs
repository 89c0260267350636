//! The claims of the pages `back_pressure.md` and `retries.md`.

use super::verdict::{
    Claim, Result, Verdict, about, at_least, at_most, between, each_of,
};
use crate::archive::Archive;
use crate::figures::Missing;

/// The recordings.
const LOAD: &str = "back_pressure-load";
const CLOSED: &str = "back_pressure-closed";
const AGAIN: &str = "back_pressure-retries";
const PYTHON: &str = "back_pressure-python-load";

/// Loads in percent of the server's capacity.
const LOADS: [&str; 5] = ["50%", "75%", "100%", "125%", "150%"];

pub const CLAIMS: &[Claim] = &[
    Claim {
        sentence: "At half the capacity, the versions are alike: the median \
                   latency is hardly more than the time of service, and nothing \
                   is refused.",
        check: |archive| {
            let service = archive.figures(LOAD)?.whole("service")? * 1e3;
            each_of(
                &["unbounded 50%", "shed load 50%", "token bucket 50%"],
                |row| {
                    let median = cell(archive, LOAD, row, "p50")? / service;
                    let refused = cell(archive, LOAD, row, "refused")?;
                    let alike = between(median, 1.0, 1.25);
                    Ok(alike.and(at_most(refused, 0.0)))
                },
            )
        },
    },
    Claim {
        sentence: "At 150%, the unbounded version's median latency is more than \
                   five times as long as at half the capacity.",
        check: |archive| {
            let median = |row: &str| cell(archive, LOAD, row, "p50");
            let ratio = median("unbounded 150%")? / median("unbounded 50%")?;
            Ok(at_least(ratio, 5.0))
        },
    },
    Claim {
        sentence: "The semaphore and the bounded queue keep at most 17 requests \
                   inside, but their latency is that of the unbounded version.",
        check: waiting_is_slow,
    },
    Claim {
        sentence: "The unbounded version needs at least one and a half times the \
                   memory of either.",
        check: |archive| {
            let memory = |row: &str| cell(archive, LOAD, row, "memory");
            let unbounded = memory("unbounded 150%")?;
            each_of(&["semaphore 150%", "bounded queue 150%"], |row| {
                Ok(at_least(unbounded / memory(row)?, 1.5))
            })
        },
    },
    Claim {
        sentence: "Load shedding keeps the p99 below three times the time of \
                   service at every load, and serves as many requests per second \
                   as the unbounded version.",
        check: shedding_is_quick,
    },
    Claim {
        sentence: "it refuses more than a quarter of the requests at 150%",
        check: |archive| {
            let of =
                |column: &str| cell(archive, LOAD, "shed load 150%", column);
            Ok(at_least(of("refused")? / of("sent")?, 0.25))
        },
    },
    Claim {
        sentence: "At 150%, the token bucket has an even lower median latency \
                   than load shedding, but at 100% it refuses more.",
        check: |archive| {
            let of = |row: &str, column: &str| cell(archive, LOAD, row, column);
            let latency =
                of("token bucket 150%", "p50")? / of("shed load 150%", "p50")?;
            let refused = of("token bucket 100%", "refused")?
                / of("shed load 100%", "refused")?;
            Ok(at_most(latency, 0.9).and(at_least(refused, 1.1)))
        },
    },
    Claim {
        sentence: "In each row, the two agree within 5%.",
        check: |archive| {
            each_of(&[LOAD, CLOSED, AGAIN], |name| {
                let apart = archive.figures(name)?.whole("little")?;
                Ok(at_most(apart, 0.05))
            })
        },
    },
    Claim {
        sentence: "While the server stands still, the open loop keeps sending, \
                   so more than a fifth of its requests are slow.",
        check: |archive| Ok(at_least(slow(archive, "open loop, stall")?, 0.2)),
    },
    Claim {
        sentence: "Each client of the closed loop waits, so less than an eighth \
                   of its requests are slow, and its median shows nothing.",
        check: |archive| {
            let row = "closed loop, stall";
            let service = archive.figures(CLOSED)?.whole("service")? * 1e3;
            let median = cell(archive, CLOSED, row, "p50")? / service;
            let few = at_most(slow(archive, row)?, 0.125);
            Ok(few.and(between(median, 1.0, 1.25)))
        },
    },
    Claim {
        sentence: "At 150%, the open loop's median latency is more than three \
                   times that of the closed loop, which slows down together with \
                   the server.",
        check: |archive| {
            let median = |row: &str| cell(archive, CLOSED, row, "p50");
            let open = median("open loop, overload")?;
            Ok(at_least(open / median("closed loop, overload")?, 3.0))
        },
    },
    Claim {
        sentence: "In Python, the latencies are about those of Rust, because the \
                   server is the limit in both.",
        check: |archive| {
            let versions = [
                "unbounded",
                "semaphore",
                "bounded_queue",
                "shed_load",
                "token_bucket",
            ];
            each_of(&versions, |version| {
                let median = "columns/p50";
                let ratio = archive.python_to_rust(PYTHON, version, median)?;
                Ok(between(ratio, 0.75, 1.3))
            })
        },
    },
];

pub const RETRIES: &[Claim] = &[
    Claim {
        sentence: "One attempt succeeds for about two thirds of the requests, \
                   and four attempts for nearly all of them.",
        check: |archive| {
            let served = |row: &str| share(archive, row, "served");
            let once = about(served("once 50%")?, 2.0 / 3.0);
            Ok(once.and(at_least(served("naive 50%")?, 0.9)))
        },
    },
    Claim {
        sentence: "That takes about one and a half attempts per request.",
        check: |archive| {
            Ok(about(cell(archive, AGAIN, "naive 50%", "attempts")?, 1.5))
        },
    },
    Claim {
        sentence: "Backoff and jitter need as many attempts as naive retries, \
                   because the failures don't depend on the time: they only make \
                   the unlucky requests slower.",
        check: |archive| {
            let of =
                |row: &str, column: &str| cell(archive, AGAIN, row, column);
            let attempts = of("naive 50%", "attempts")?;
            let p99 = of("naive 50%", "p99")?;
            each_of(&["backoff 50%", "jitter 50%"], |row| {
                let same = of(row, "attempts")? / attempts;
                let slower = of(row, "p99")? / p99;
                Ok(between(same, 0.97, 1.03).and(at_least(slower, 1.5)))
            })
        },
    },
    Claim {
        sentence: "The budget gives up on some requests that another attempt \
                   would have saved.",
        check: |archive| {
            let failed = |row: &str| cell(archive, AGAIN, row, "failed");
            let more = failed("budget 50%")? - failed("naive 50%")?;
            Ok(at_least(more, 1.0))
        },
    },
    Claim {
        sentence: "Naive retries make more than twice as many attempts, for about \
                   the same number of successes per second as without any retry.",
        check: |archive| {
            let of =
                |row: &str, column: &str| cell(archive, AGAIN, row, column);
            let attempts = of("naive 150%", "attempts")?;
            let rate = of("naive 150%", "rate")? / of("once 150%", "rate")?;
            Ok(at_least(attempts, 2.0).and(about(rate, 1.0)))
        },
    },
    Claim {
        sentence: "The budget keeps the attempts below 1.4 per request.",
        check: |archive| {
            Ok(at_most(
                cell(archive, AGAIN, "budget 150%", "attempts")?,
                1.4,
            ))
        },
    },
    Claim {
        sentence: "Naive retries spend their four attempts while the same 16 \
                   requests are being served, so backoff serves more than twice \
                   as many.",
        check: |archive| {
            let served = |row: &str| cell(archive, AGAIN, row, "served");
            let ratio = served("backoff burst")? / served("naive burst")?;
            Ok(at_least(ratio, 2.0))
        },
    },
    Claim {
        sentence: "With jitter, at least as many are served as with backoff, \
                   because requests that were refused together don't come back \
                   together.",
        check: |archive| {
            let served = |row: &str| cell(archive, AGAIN, row, "served");
            let ratio = served("jitter burst")? / served("backoff burst")?;
            Ok(at_least(ratio, 1.0))
        },
    },
];

/// Judges whether the versions with backpressure limit what is inside, but not
/// the latency.
pub(super) fn waiting_is_slow(archive: &Archive) -> Result<Verdict> {
    let unbounded = cell(archive, LOAD, "unbounded 150%", "p99")?;
    each_of(&["semaphore 150%", "bounded queue 150%"], |row| {
        let inside = cell(archive, LOAD, row, "inside")?;
        let latency = cell(archive, LOAD, row, "p99")? / unbounded;
        Ok(at_most(inside, 17.0).and(about(latency, 1.0)))
    })
}

/// Judges whether load shedding limits the latency, but not the rate.
pub(super) fn shedding_is_quick(archive: &Archive) -> Result<Verdict> {
    let service = archive.figures(LOAD)?.whole("service")? * 1e3;
    each_of(&LOADS, |load| {
        let of = |version: &str, column: &str| {
            cell(archive, LOAD, &format!("{version} {load}"), column)
        };
        let p99 = of("shed load", "p99")? / service;
        let rate = of("shed load", "rate")? / of("unbounded", "rate")?;
        Ok(at_most(p99, 3.0).and(between(rate, 0.9, 1.1)))
    })
}

/// Returns a cell of the row with this label, in the column's unit.
fn cell(
    archive: &Archive,
    name: &str,
    label: &str,
    column: &str,
) -> Result<f64> {
    let mut rows = archive.figures(name)?.rows();
    let row = rows.find(|row| row.label() == label);
    let row = row.ok_or_else(|| Missing(format!("{name} has no {label}")))?;
    row.get(&format!("columns/{column}"))
}

/// Returns a count ÷ the number of requests sent, of a row of clients that
/// retry.
fn share(archive: &Archive, label: &str, column: &str) -> Result<f64> {
    let of = |column: &str| cell(archive, AGAIN, label, column);
    Ok(of(column)? / of("sent")?)
}

/// Returns the share of slow requests.
fn slow(archive: &Archive, label: &str) -> Result<f64> {
    let of = |column: &str| cell(archive, CLOSED, label, column);
    Ok(of("slow")? / of("sent")?)
}
