//! Output shared by all versions.

use serde::{Deserialize, Serialize};

/// Counts of all requests, and what follows from their times.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Start of the random numbers.
    pub seed: u64,
    /// Number of requests that arrived.
    pub sent: u64,
    /// Number of requests that got a response.
    pub served: u64,
    /// Number of requests that were refused without being worked on.
    pub refused: u64,
    /// Number of requests whose last attempt failed.
    pub failed: u64,
    /// Number of requests that got neither a response nor a refusal.
    pub lost: u64,
    /// Number of attempts, in the versions that retry.
    pub attempts: u64,
    /// Number of responses that took longer than 100 ms.
    pub slow: u64,
    /// Peak number of requests between arrival and end.
    pub most_in_flight: usize,
    /// Peak number of requests that the service had accepted and not ended.
    pub most_inside: usize,
    /// Seconds from the first arrival to the last end.
    pub elapsed: f64,
    /// Responses per second.
    pub rate: f64,
    /// Median latency of the responses in seconds, from the time at which the
    /// request should have been sent.
    pub p50: f64,
    /// Latency that one response in a hundred exceeds.
    pub p99: f64,
    /// Mean number of requests in flight, from the times at which it changed.
    pub in_flight: f64,
    /// Requests that ended per second × their mean latency.
    pub rate_times_latency: f64,
}

/// Returns how the counts contradict each other, or those of another version
/// that had the same arrivals.
pub fn difference(expected: &Outcome, outcome: &Outcome) -> Option<String> {
    let Outcome { sent, lost, .. } = *outcome;
    let ended = outcome.served + outcome.refused + outcome.failed;
    if ended != sent {
        return Some(format!(
            "{sent} requests, of which {ended} ended and {lost} were lost"
        ));
    }
    // A table has several loads, and each its own arrivals.
    (outcome.seed != expected.seed)
        .then(|| format!("seed {}, not {}", outcome.seed, expected.seed))
}
