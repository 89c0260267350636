//! Tests of the arrivals, which a seed repeats.

#[path = "../src/arrivals.rs"]
#[allow(dead_code)]
mod arrivals;
#[path = "../src/log.rs"]
#[allow(dead_code)]
mod log;
#[path = "../src/outcome.rs"]
#[allow(dead_code)]
mod outcome;
#[path = "../src/request.rs"]
#[allow(dead_code)]
mod request;
#[path = "../src/work.rs"]
#[allow(dead_code)]
mod work;

use std::sync::Arc;
use std::time::{Duration, Instant};

use log::Log;
use request::Request;
use work::Work;

fn work() -> Work {
    Work {
        places: 8,
        service: 0.02,
        limit: 16,
        admitted: 360.0,
        body: 1,
        rate: 1000.0,
        duration: 10.0,
        burst: 0,
        seed: 1,
        fails: 0,
        attempts: 4,
        stall: 0.0,
        clients: 0,
    }
}

#[test]
fn the_same_seed_gives_the_same_arrivals() {
    let one = arrivals::times(&work());
    assert_eq!(arrivals::times(&work()), one);
    let seeded = Work { seed: 2, ..work() };
    assert_ne!(arrivals::times(&seeded), one);
}

#[test]
fn gaps_are_those_of_a_poisson_process() {
    let times = arrivals::times(&work());
    assert!(times.is_sorted());
    let end = Duration::from_secs(10);
    assert!(times.iter().all(|at| *at < end));
    // 10,000 are expected, and the standard deviation is 100.
    let count = times.len() as f64;
    assert!((count - 10_000.0).abs() < 500.0, "{count}");
    // Of exponential gaps, a share of 1/e is longer than their mean; of gaps
    // that are all the same, none is.
    let mean = Duration::from_millis(1);
    let long = times.windows(2).filter(|pair| pair[1] - pair[0] > mean);
    let share = long.count() as f64 / count;
    assert!((share - (-1.0_f64).exp()).abs() < 0.025, "{share}");
}

#[test]
fn twice_the_rate_has_the_same_gaps_at_half_the_length() {
    let one = arrivals::times(&work());
    let fast = Work {
        rate: 2000.0,
        duration: 5.0,
        ..work()
    };
    let fast = arrivals::times(&fast);
    assert_eq!(one.len(), fast.len());
    for (slow, fast) in one.iter().zip(fast) {
        let apart = slow.as_secs_f64() - 2.0 * fast.as_secs_f64();
        assert!(apart.abs() < 1e-6);
    }
}

#[test]
fn a_burst_arrives_together() {
    let burst = Work { burst: 5, ..work() };
    assert_eq!(arrivals::times(&burst), [Duration::ZERO; 5]);
}

#[test]
fn every_end_of_a_request_is_counted_once() {
    let log = Arc::new(Log::default());
    let request = |number| Request::new(number, Instant::now(), 1, &log);
    let requests = [0, 1, 2, 3].map(request);
    let [served, refused, failed, lost] = requests;
    served.serve();
    refused.refuse();
    failed.fail();
    drop(lost);
    let outcome = log.outcome(&work());
    assert_eq!(outcome.sent, 4);
    let ends = [
        outcome.served,
        outcome.refused,
        outcome.failed,
        outcome.lost,
    ];
    assert_eq!(ends, [1; 4]);
    assert_eq!(outcome.most_in_flight, 4);
    let said = outcome::difference(&outcome, &outcome);
    let said = said.expect("a request is lost");
    assert_eq!(said, "4 requests, of which 3 ended and 1 were lost");
}

#[test]
fn latency_counts_from_when_a_request_should_have_been_sent() {
    let log = Arc::new(Log::default());
    let due = Instant::now() - Duration::from_secs(5);
    Request::new(0, due, 1, &log).serve();
    let outcome = log.outcome(&work());
    // A lower bound, less the histogram's digits.
    assert!(outcome.p50 > 4.99, "{}", outcome.p50);
    assert_eq!(outcome.slow, 1);
}
