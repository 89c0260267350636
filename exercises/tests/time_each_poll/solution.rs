// Hint: `.await` polls the future for you, and doesn't tell you when. So you
//     have to call `poll` yourself, once per poll of the wrapper. The function
//     `std::future::poll_fn` makes a future of a closure that is called for
//     each poll, and gets the `Context` to pass on.
// Hint: `poll` wants the future to stay where it is. `pin!(future)` from
//     `std::pin` sees to that: `let mut future = pin!(future);`, and in the
//     closure `future.as_mut().poll(context)`.
// Hint: Read the clock before and after that call, and return its result. A
//     counter outside the closure has the number of the poll.

//! Exercise: a wrapper that reports each poll that took too long.

use std::future;
use std::pin::pin;
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
    let mut future = pin!(future);
    let mut number = 0;
    future::poll_fn(|context| {
        number += 1;
        let started = now();
        let poll = future.as_mut().poll(context);
        let took = now() - started;
        if took >= limit {
            report(SlowPoll { number, took });
        }
        poll
    })
    .await
}
