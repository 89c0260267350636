use std::future;
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
    let mut future = Box::pin(future);
    let mut number = 0;
    future::poll_fn(move |context| {
        number += 1;
        let before = now();
        let poll = future.as_mut().poll(context);
        match now() - before {
            took if took < limit => {}
            took => report(SlowPoll { number, took }),
        }
        poll
    })
    .await
}
