// Fails: A poll that takes exactly the limit counts
use std::future;
use std::pin::pin;
use std::time::Duration;

/// A poll that took too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlowPoll {
    pub number: usize,
    pub took: Duration,
}

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
        if took > limit {
            report(SlowPoll { number, took });
        }
        poll
    })
    .await
}
