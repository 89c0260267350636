//! Exercise: a wrapper that reports each poll that took too long.
//!
//! A service pauses now and then, and one of its futures is to blame.
//! `time_each_poll` should do what the wrapped future does, and call `report`
//! for each poll that took `limit` or longer: right after that poll, with the
//! number of the poll, from 1, and the time that it took. The time between two
//! polls doesn't count, because other tasks run then.
//!
//! Read the time from `now`, which the checks set forward as they like.
//!
//! The page: book/src/finding_blocking.md. Stuck? `cargo ex hint`

use std::time::Duration;

/// A poll that took too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlowPoll {
    /// Its number: the first poll is number 1.
    pub number: usize,
    /// The time from its start to its end.
    pub took: Duration,
}

/// Returns what `future` returns. Calls `report` after each of its polls that
/// took `limit` or longer, by the clock `now`.
pub async fn time_each_poll<F: Future>(
    future: F,
    limit: Duration,
    now: impl Fn() -> Duration,
    mut report: impl FnMut(SlowPoll),
) -> F::Output {
    // TODO: this measures from the first poll to the last one. Measure each of
    // them.
    let started = now();
    let output = future.await;
    let took = now() - started;
    if took >= limit {
        report(SlowPoll { number: 1, took });
    }
    output
}
