// Unsolved: The future waited for 7s between two polls, and that was reported
//! A future whose polls take as long as a script says, by a clock of its own.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/time_each_poll.rs"));
}

use std::cell::{Cell, RefCell};
use std::future;
use std::pin::Pin;
use std::process::ExitCode;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use exercise::SlowPoll;

/// A poll that takes this long, or longer, should be reported.
const LIMIT: Duration = Duration::from_millis(100);

/// Poll that takes no time at all.
const SHORT: Duration = Duration::ZERO;

/// Time between two polls.
const BETWEEN: Duration = Duration::from_secs(7);

fn main() -> ExitCode {
    exercises::run(
        "finding_blocking",
        &[
            ("the result of the future is returned", result),
            ("the time between two polls doesn't count", between),
            ("a slow poll is reported with its number and time", slow),
            ("every slow poll is reported, and no other one", every),
            ("it is reported before the next poll", at_once),
            ("the future is polled once per poll of the wrapper", polls),
            ("the future gets the waker of the wrapper", waker),
        ],
    )
}

/// The wrapped future, which a check polls itself.
struct Run {
    wrapper: Pin<Box<dyn Future<Output = u64>>>,
    clock: Rc<Cell<Duration>>,
    reports: Rc<RefCell<Vec<SlowPoll>>>,
    polls: Rc<Cell<usize>>,
    wakes: Arc<Wakes>,
}

/// Counts wake-ups.
#[derive(Default)]
struct Wakes(AtomicUsize);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl Run {
    /// Wraps a future. Each of its polls takes as long as `script` says, and the
    /// last of them returns `answer`.
    fn new(script: &[Duration], answer: u64) -> Run {
        // No program knows the time at the start.
        let start = Duration::from_millis(fastrand::u64(1..1_000_000));
        let clock = Rc::new(Cell::new(start));
        let polls = Rc::new(Cell::new(0));
        let reports = Rc::new(RefCell::new(Vec::new()));
        let scripted = future::poll_fn({
            let (clock, polls) = (clock.clone(), polls.clone());
            let script = script.to_vec();
            move |context| {
                let number = polls.get();
                assert!(
                    number < script.len(),
                    "The future was polled once more after it had returned its \
                     result. Return `Poll::Ready` as soon as you get it."
                );
                polls.set(number + 1);
                clock.set(clock.get() + script[number]);
                // As a future does that has more to do.
                context.waker().wake_by_ref();
                if number + 1 == script.len() {
                    Poll::Ready(answer)
                } else {
                    Poll::Pending
                }
            }
        });
        let now = {
            let clock = clock.clone();
            move || clock.get()
        };
        let report = {
            let reports = reports.clone();
            move |slow| reports.borrow_mut().push(slow)
        };
        let wrapper = exercise::time_each_poll(scripted, LIMIT, now, report);
        Run {
            wrapper: Box::pin(wrapper),
            clock,
            reports,
            polls,
            wakes: Arc::default(),
        }
    }

    /// Polls the wrapper once.
    fn poll(&mut self) -> Poll<u64> {
        let waker = Waker::from(self.wakes.clone());
        self.wrapper.as_mut().poll(&mut Context::from_waker(&waker))
    }

    /// Polls the wrapper to its end, and lets time pass between two polls.
    /// Returns its result.
    fn finish(&mut self) -> u64 {
        // The future ends after as many polls as its script has. A wrapper that
        // needs more of them never polls it.
        for _ in 0..100 {
            if let Poll::Ready(answer) = self.poll() {
                return answer;
            }
            self.clock.set(self.clock.get() + BETWEEN);
        }
        panic!(
            "The wrapper was polled 100 times, and polled its future {}. Poll \
             the future once per poll of the wrapper.",
            times(self.polls.get())
        );
    }

    fn reports(&self) -> Vec<SlowPoll> {
        self.reports.borrow().clone()
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        _ => format!("{count} times"),
    }
}

fn slow_poll(number: usize, took: Duration) -> SlowPoll {
    SlowPoll { number, took }
}

/// Returns a time above the limit that no program knows in advance.
fn long() -> Duration {
    LIMIT + Duration::from_millis(fastrand::u64(1..1_000))
}

fn result() {
    let answer = fastrand::u64(1_000..1_000_000);
    for script in [&[SHORT][..], &[SHORT, SHORT, SHORT]] {
        let returned = Run::new(script, answer).finish();
        assert!(
            returned == answer,
            "Expected {answer}, which the future returned; got {returned}."
        );
    }
}

fn between() {
    let mut run = Run::new(&[SHORT, SHORT], 0);
    run.finish();
    let reports = run.reports();
    assert!(
        reports.is_empty(),
        "The future waited for {BETWEEN:?} between two polls, and that was \
         reported as a slow poll: {reports:?}. Other tasks have the thread \
         between two polls. Read the clock before and after each poll."
    );
}

fn slow() {
    let took = long();
    let number = fastrand::usize(2..6);
    let mut script = [SHORT; 7];
    script[number - 1] = took;
    let mut run = Run::new(&script, 0);
    run.finish();
    let (reports, expected) = (run.reports(), slow_poll(number, took));
    assert!(
        reports == [expected],
        "Poll {number} of 7 took {took:?}, and the others no time. Expected one \
         report, {expected:?}; got {reports:?}."
    );
}

fn every() {
    let almost = LIMIT - Duration::from_nanos(1);
    let (first, last) = (long(), long());
    let mut run = Run::new(&[first, almost, SHORT, LIMIT, last], 0);
    run.finish();
    let reports = run.reports();
    let expected =
        [slow_poll(1, first), slow_poll(4, LIMIT), slow_poll(5, last)];
    assert!(
        reports == expected,
        "The limit was {LIMIT:?}, and five polls took {first:?}, {almost:?}, \
         0ns, {LIMIT:?} and {last:?}. Expected {expected:?}; got {reports:?}. A \
         poll that takes exactly the limit counts, and so do the first and the \
         last one."
    );
}

fn at_once() {
    let took = long();
    let mut run = Run::new(&[took, SHORT, SHORT], 0);
    let first = run.poll();
    let reports = run.reports();
    assert!(
        first.is_pending() && reports == [slow_poll(1, took)],
        "The first poll was slow, and when it had returned there were {} \
         reports. Don't keep them until the end: a service never ends, and a \
         future may be dropped before its end.",
        reports.len()
    );
}

fn polls() {
    let mut run = Run::new(&[SHORT; 5], 0);
    assert!(
        run.polls.get() == 0,
        "The future was polled before the wrapper was."
    );
    for number in 1..=5 {
        let _ = run.poll();
        let polls = run.polls.get();
        assert!(
            polls == number,
            "After {number} polls of the wrapper, the future had been polled \
             {}. Poll it once, and return what it returns: `Pending`, too. \
             Polling it until it's ready would block the loop.",
            times(polls)
        );
    }
}

fn waker() {
    let mut run = Run::new(&[SHORT; 3], 0);
    let _ = run.poll();
    let wakes = run.wakes.0.load(Ordering::SeqCst);
    assert!(
        wakes == 1,
        "The future woke its task once, and the waker of the wrapper was called \
         {}. Pass the `Context` on: with a waker of its own, the future could \
         never ask for its next poll.",
        times(wakes)
    );
}
