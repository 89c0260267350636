use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// A poll that took too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlowPoll {
    pub number: usize,
    pub took: Duration,
}

struct Timed<F, Now, Report> {
    future: Pin<Box<F>>,
    limit: Duration,
    now: Now,
    report: Report,
    polls: usize,
}

impl<F, Now, Report> Future for Timed<F, Now, Report>
where
    F: Future,
    Now: Fn() -> Duration + Unpin,
    Report: FnMut(SlowPoll) + Unpin,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<F::Output> {
        let this = self.get_mut();
        this.polls += 1;
        let started = (this.now)();
        let poll = this.future.as_mut().poll(context);
        let took = (this.now)() - started;
        if took >= this.limit {
            let number = this.polls;
            (this.report)(SlowPoll { number, took });
        }
        poll
    }
}

pub fn time_each_poll<F: Future>(
    future: F,
    limit: Duration,
    now: impl Fn() -> Duration,
    report: impl FnMut(SlowPoll),
) -> impl Future<Output = F::Output> {
    Timed {
        future: Box::pin(future),
        limit,
        now: Box::new(now),
        report: Box::new(report),
        polls: 0,
    }
}
