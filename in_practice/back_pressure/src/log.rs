//! The counts and times of all requests.

use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use tokio::sync::Notify;

use crate::outcome::Outcome;
use crate::work::Work;

/// Latency above which a request counts as slow.
const SLOW: Duration = Duration::from_millis(100);

/// Significant digits of a latency in the histogram.
const DIGITS: u8 = 3;

/// End of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It got a response.
    Served,
    /// It was refused without being worked on.
    Refused,
    /// Its last attempt failed.
    Failed,
    /// It got neither a response nor a refusal.
    Lost,
}

/// Everything that is counted while the requests are in flight.
#[derive(Debug)]
pub struct Log {
    seen: Mutex<Seen>,
    idle: Notify,
}

#[derive(Debug)]
struct Seen {
    outcome: Outcome,
    in_flight: usize,
    inside: usize,
    /// Time at which the first request was due.
    first: Option<Instant>,
    /// Last change of the number in flight.
    changed: Instant,
    /// Number in flight, added up over time: requests times seconds.
    area: f64,
    /// Latencies of the requests that were served, in microseconds.
    latencies: Histogram<u64>,
    /// Latencies of all requests that have ended, added up.
    total: Duration,
}

impl Default for Log {
    fn default() -> Log {
        let latencies = Histogram::new(DIGITS).expect("3 digits are possible");
        Log {
            seen: Mutex::new(Seen {
                outcome: Outcome::default(),
                in_flight: 0,
                inside: 0,
                first: None,
                changed: Instant::now(),
                area: 0.0,
                latencies,
                total: Duration::ZERO,
            }),
            idle: Notify::new(),
        }
    }
}

impl Log {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().expect("no thread panics")
    }

    /// Counts a request that is in flight since it was due: if the thread that
    /// sends it was late, that counts, too.
    pub fn arrived(&self, due: Instant) {
        let mut seen = self.seen();
        seen.outcome.sent += 1;
        seen.change(1);
        seen.area += (seen.changed - due).as_secs_f64();
        seen.first.get_or_insert(due);
    }

    /// Counts a request that is inside the service from now on.
    pub fn accepted(&self) {
        let mut seen = self.seen();
        seen.inside += 1;
        seen.outcome.most_inside = seen.outcome.most_inside.max(seen.inside);
    }

    /// Counts an attempt.
    pub fn attempted(&self) {
        self.seen().outcome.attempts += 1;
    }

    /// Counts the end of a request that should have been sent at `due`.
    pub fn left(&self, due: Instant, end: End, inside: bool) {
        let mut seen = self.seen();
        seen.change(-1);
        seen.inside -= usize::from(inside);
        let latency = due.elapsed();
        seen.total += latency;
        match end {
            End::Served => {
                seen.outcome.served += 1;
                seen.outcome.slow += u64::from(latency > SLOW);
                let micros = latency.as_micros() as u64;
                let recorded = seen.latencies.record(micros);
                recorded.expect("the histogram grows");
            }
            End::Refused => seen.outcome.refused += 1,
            End::Failed => seen.outcome.failed += 1,
            End::Lost => seen.outcome.lost += 1,
        }
        if seen.in_flight == 0 {
            self.idle.notify_one();
        }
    }

    /// Waits until no request is in flight. None must arrive later.
    pub async fn idle(&self) {
        while self.seen().in_flight > 0 {
            self.idle.notified().await;
        }
    }

    /// Returns the counts, and what follows from the times.
    pub fn outcome(&self, work: &Work) -> Outcome {
        let seen = self.seen();
        let mut outcome = seen.outcome.clone();
        outcome.seed = work.seed;
        let Some(first) = seen.first else {
            return outcome;
        };
        let elapsed = (seen.changed - first).as_secs_f64();
        let ended = outcome.sent - seen.in_flight as u64;
        outcome.elapsed = elapsed;
        outcome.rate = outcome.served as f64 / elapsed;
        outcome.in_flight = seen.area / elapsed;
        let mean = seen.total.as_secs_f64() / ended as f64;
        outcome.rate_times_latency = ended as f64 / elapsed * mean;
        let quantile = |of| seen.latencies.value_at_quantile(of) as f64 / 1e6;
        (outcome.p50, outcome.p99) = (quantile(0.5), quantile(0.99));
        outcome
    }
}

impl Seen {
    /// Changes the number in flight. The area grows by the previous number, for
    /// as long as it has lasted.
    fn change(&mut self, by: isize) {
        let now = Instant::now();
        let lasted = (now - self.changed).as_secs_f64();
        self.area += self.in_flight as f64 * lasted;
        self.changed = now;
        self.in_flight = self.in_flight.saturating_add_signed(by);
        let most = &mut self.outcome.most_in_flight;
        *most = (*most).max(self.in_flight);
    }
}
