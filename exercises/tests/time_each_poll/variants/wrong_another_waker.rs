// Fails: the waker of the wrapper was called 0 times
use std::future;
use std::pin::pin;
use std::task::{Context, Waker};
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
    future::poll_fn(|_| {
        number += 1;
        let started = now();
        let mut context = Context::from_waker(Waker::noop());
        let poll = future.as_mut().poll(&mut context);
        let took = now() - started;
        if took >= limit {
            report(SlowPoll { number, took });
        }
        poll
    })
    .await
}
