//! Input shared by all versions, and their output.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use measure::words::counted;
use serde::{Deserialize, Serialize};

/// Requests to make.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    /// URL to request.
    pub url: String,
    /// Number of requests, all in flight together.
    pub requests: usize,
    /// Delay of the server per request, in seconds.
    pub delay: f64,
    /// Bytes per read and write buffer of a thread's connection.
    pub buffer: usize,
}

impl Work {
    /// Returns `requests` requests, each of which takes the server `delay`.
    pub fn new(requests: usize, delay: Duration, buffer: usize) -> Work {
        let delay = delay.as_secs_f64();
        Work {
            url: format!("/delay/{delay}"),
            requests,
            delay,
            buffer,
        }
    }

    /// Puts the server's address before the path.
    pub fn send_to(&mut self, server: &str) {
        self.url.insert_str(0, server);
    }

    /// Makes the requests with `make`, and counts the responses.
    pub fn responses(
        &self,
        make: fn(&Work) -> Result<Vec<u16>>,
    ) -> Result<Responses> {
        let mut responses = Responses {
            requests: self.requests,
            statuses: BTreeMap::new(),
        };
        for status in make(self)? {
            *responses.statuses.entry(status).or_default() += 1;
        }
        Ok(responses)
    }
}

/// The responses to all requests.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Responses {
    /// Number of requests.
    pub requests: usize,
    /// Number of responses per status.
    pub statuses: BTreeMap<u16, usize>,
}

/// Returns what is wrong with the responses: every request must have one, with
/// status 200. The rows of a table make different numbers of requests, so they
/// are not compared with each other.
pub fn difference(_: &Responses, responses: &Responses) -> Option<String> {
    let Responses { requests, statuses } = responses;
    let came: usize = statuses.values().sum();
    let other = statuses.iter().find(|(status, _)| **status != 200);
    match other {
        _ if came != *requests => {
            Some(format!("{}, not {requests}", counted(came, "response")))
        }
        Some((status, count)) => {
            let responses = counted(*count, "response");
            Some(format!("{responses} with status {status}, not 200"))
        }
        None => None,
    }
}
