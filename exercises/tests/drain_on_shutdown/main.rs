// Unsolved: 0 of 8 requests got a response
//! A server that has to end while requests are in flight.

#[cfg(not(feature = "variant"))]
#[cfg_attr(feature = "solution", path = "solution.rs")]
mod exercise;
#[cfg(feature = "variant")]
mod exercise {
    include!(concat!(env!("EXERCISES"), "/drain_on_shutdown.rs"));
}

mod requests;
#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use tokio::runtime::Builder;

use crate::requests::Counts;

/// Number of requests in flight when the signal comes.
const REQUESTS: usize = 8;

/// Time for the requests in flight, if nothing ever needs all of it, and if
/// something does.
const LONG: Duration = Duration::from_secs(3_600);
const SHORT: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    exercises::run(
        "graceful_shutdown",
        &[
            ("all 8 requests are in flight at once", overlap),
            ("no request is taken after the signal", no_more),
            ("each request in flight gets its response", drained),
            ("a request that hangs is given up after `grace`", given_up),
        ],
    )
}

/// A run of the exercise.
struct Run {
    /// The number that it returned.
    cut_off: usize,
    took: Duration,
    seen: Counts,
}

/// Lets the exercise serve, on a loop that ends with it.
fn run(hanging: usize, grace: Duration) -> Run {
    let (requests, stop) = requests::new(REQUESTS, hanging);
    let call = {
        let requests = requests.clone();
        move || {
            let runtime = Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("a runtime");
            let started = Instant::now();
            let cut_off =
                runtime.block_on(exercise::serve(requests, stop, grace));
            (cut_off, started.elapsed())
        }
    };
    let stuck = |counts: Counts| match counts {
        Counts {
            is_stopped: false,
            in_flight,
            ..
        } => format!(
            "{in_flight} of {REQUESTS} requests are in flight, and no other \
             one is handled. A request may take long, so handle them at the \
             same time."
        ),
        Counts { answered, .. } if answered == REQUESTS - hanging => {
            match hanging {
                0 => "All requests got a response, but `serve` doesn't \
                      return. It should wait for them, not for the end of \
                      `grace`."
                    .to_owned(),
                _ => "A request hangs, and `serve` waits for it. It should \
                      give up when `grace` is over."
                    .to_owned(),
            }
        }
        Counts { answered, .. } => format!(
            "The signal has come, and {answered} of {REQUESTS} requests got a \
             response, but `serve` doesn't return."
        ),
    };
    match support::watched(call, || requests.counts(), stuck) {
        Some((cut_off, took)) => Run {
            cut_off,
            took,
            seen: requests.counts(),
        },
        None => panic!("`serve` panicked; its message is above."),
    }
}

fn overlap() {
    let seen = run(0, LONG).seen;
    assert!(
        seen.in_flight >= REQUESTS && seen.is_stopped,
        "{} of {REQUESTS} requests were handled when `serve` returned. It \
         should return only after the signal, `stop.called()`.",
        seen.in_flight
    );
}

fn no_more() {
    let seen = run(0, LONG).seen;
    assert!(
        seen.taken_late == 0,
        "After the signal, {} more came, and were taken. From then on, leave \
         them to another server.",
        support::requests_were(seen.taken_late)
            .trim_end_matches(" was")
            .trim_end_matches(" were")
    );
}

fn drained() {
    let Run { cut_off, seen, .. } = run(0, LONG);
    assert!(
        seen.answered == REQUESTS,
        "{} of {REQUESTS} requests got a response; all of them should have. \
         When `serve` returns, the program ends, and cuts off what is still in \
         flight.",
        seen.answered
    );
    assert!(
        cut_off == 0,
        "All {REQUESTS} requests got a response, so `serve` should return 0; \
         it returned {cut_off}."
    );
}

fn given_up() {
    let Run {
        cut_off,
        took,
        seen,
    } = run(2, SHORT);
    let answered = REQUESTS - 2;
    assert!(
        seen.answered == answered,
        "Two of {REQUESTS} requests hang. The other {answered} should have got \
         a response; {} did.",
        seen.answered
    );
    assert!(
        took >= SHORT,
        "`serve` returned before `grace` was over, although requests were in \
         flight. Until then, they may still get their response."
    );
    assert!(
        cut_off == 2,
        "Two requests were cut off, so `serve` should return 2; it returned \
         {cut_off}."
    );
}
