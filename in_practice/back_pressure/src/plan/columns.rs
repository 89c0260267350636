//! The columns of the tables.

use measure::{Column as AnyColumn, Measured};

use crate::outcome::Outcome;
use crate::work::Work;

type Column = AnyColumn<Work, Outcome>;

/// Columns of a service at several loads.
pub const LOAD: &[Column] = &[
    SENT, REFUSED, RATE, P50, P99, IN_FLIGHT, BY_LITTLE, MOST, INSIDE, MEMORY,
];

/// Columns of the server with two kinds of clients.
pub const CLOSED: &[Column] =
    &[SENT, SLOW, RATE, P50, P99, IN_FLIGHT, BY_LITTLE, MOST];

/// Columns of clients that retry.
pub const RETRIES: &[Column] = &[
    SENT, SERVED, FAILED, ATTEMPTS, RATE, P50, P99, IN_FLIGHT, BY_LITTLE,
];

const SENT: Column = AnyColumn {
    heading: "sent",
    meaning: "requests that arrived",
    width: 5,
    value: |row| count(row, |outcome| outcome.sent as f64),
    ..Column::THREADS
};

const SERVED: Column = AnyColumn {
    heading: "served",
    meaning: "requests that got a response",
    value: |row| count(row, |outcome| outcome.served as f64),
    ..SENT
};

const REFUSED: Column = AnyColumn {
    heading: "refused",
    meaning: "requests that got a refusal instead",
    value: |row| count(row, |outcome| outcome.refused as f64),
    ..SENT
};

const FAILED: Column = AnyColumn {
    heading: "failed",
    meaning: "requests whose last attempt failed",
    value: |row| count(row, |outcome| outcome.failed as f64),
    ..SENT
};

const SLOW: Column = AnyColumn {
    heading: "slow",
    meaning: "responses that took longer than 100 ms",
    value: |row| count(row, |outcome| outcome.slow as f64),
    ..SENT
};

const ATTEMPTS: Column = AnyColumn {
    heading: "attempts",
    meaning: "attempts per request sent",
    width: 8,
    decimals: 2,
    unit: "x",
    value: |row| {
        count(row, |outcome| outcome.attempts as f64 / outcome.sent as f64)
    },
};

const RATE: Column = AnyColumn {
    heading: "rate",
    meaning: "responses per second, until the last request has ended",
    width: 6,
    decimals: 0,
    unit: "/s",
    value: |row| count(row, |outcome| outcome.rate),
};

const P50: Column = AnyColumn {
    heading: "p50",
    meaning: "median latency, from when a request should have been sent",
    width: 7,
    decimals: 0,
    unit: " ms",
    value: |row| count(row, |outcome| outcome.p50 * 1e3),
};

const P99: Column = AnyColumn {
    heading: "p99",
    meaning: "latency that one response in a hundred exceeds",
    value: |row| count(row, |outcome| outcome.p99 * 1e3),
    ..P50
};

const IN_FLIGHT: Column = AnyColumn {
    heading: "in flight",
    meaning: "mean number of requests between arrival and end",
    width: 9,
    decimals: 1,
    unit: "",
    value: |row| count(row, |outcome| outcome.in_flight),
};

const BY_LITTLE: Column = AnyColumn {
    heading: "by Little",
    meaning: "the same by Little's law: ended per second × mean latency",
    value: |row| count(row, |outcome| outcome.rate_times_latency),
    ..IN_FLIGHT
};

const MOST: Column = AnyColumn {
    heading: "most",
    meaning: "peak number of requests between arrival and end",
    width: 5,
    value: |row| count(row, |outcome| outcome.most_in_flight as f64),
    ..SENT
};

const INSIDE: Column = AnyColumn {
    heading: "inside",
    meaning: "peak number of requests that the service had accepted",
    width: 6,
    value: |row| count(row, |outcome| outcome.most_inside as f64),
    ..SENT
};

const MEMORY: Column = AnyColumn {
    width: 9,
    ..Column::MEMORY
};

fn count(
    row: &Measured<Work, Outcome>,
    figure: fn(&Outcome) -> f64,
) -> Option<f64> {
    row.answer().map(figure)
}
