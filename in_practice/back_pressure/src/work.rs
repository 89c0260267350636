//! Input shared by all versions.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A load, and the server that it meets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// Number of requests that the server works on at a time.
    pub places: usize,
    /// Seconds that the server takes per request.
    pub service: f64,
    /// Maximum requests inside the service, in the versions that have one.
    pub limit: usize,
    /// Requests that the token bucket admits per second.
    pub admitted: f64,
    /// Bytes of a request, once the service has accepted it.
    pub body: usize,
    /// Average number of arrivals per second.
    pub rate: f64,
    /// Seconds during which requests arrive.
    pub duration: f64,
    /// Number of requests that arrive together, if not at random times.
    pub burst: usize,
    /// Start of the random numbers: the same seed, the same arrivals.
    pub seed: u64,
    /// One attempt in this many fails. 0 means none.
    pub fails: u64,
    /// Maximum attempts per request, in the versions that retry.
    pub attempts: u32,
    /// Seconds that the server stands still, after a third of the duration.
    pub stall: f64,
    /// Number of clients that each wait for a response before the next request.
    pub clients: usize,
}

impl Work {
    /// Returns the time that the server takes per request.
    pub fn service(&self) -> Duration {
        Duration::from_secs_f64(self.service)
    }

    /// Returns the number of requests that may wait inside the service while
    /// every place is taken.
    pub fn queue(&self) -> usize {
        self.limit - self.places
    }
}
