//! Input and output shared by all versions.

use std::time::Duration;
use std::{process, thread};

use measure::words::counted;
use serde::{Deserialize, Serialize};

/// Requests to make.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    /// URL to request.
    pub url: String,
    /// Number of requests.
    pub requests: usize,
    /// Number of threads or processes that wait for responses.
    pub workers: usize,
}

impl Work {
    /// Returns `requests` requests, each of which takes the server `delay`.
    pub fn new(requests: usize, delay: Duration, workers: usize) -> Work {
        Work {
            url: format!("/delay/{}", delay.as_secs_f64()),
            requests,
            workers,
        }
    }

    /// Puts the server's address before the path.
    pub fn send_to(&mut self, server: &str) {
        self.url.insert_str(0, server);
    }
}

/// A response, and the thread that waited for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Response {
    /// HTTP status: 200 if all is well.
    pub status: u16,
    /// Process that sent the request.
    pub process: u32,
    /// Thread of that process, as Rust numbers them.
    pub thread: String,
}

impl Response {
    /// Returns a response that the calling thread has read to its end.
    pub fn with_status(status: u16) -> Response {
        Response {
            status,
            process: process::id(),
            thread: format!("{:?}", thread::current().id()),
        }
    }
}

/// Returns how responses differ from the expected ones. The threads that waited
/// are not compared, because that is where the versions differ. Neither is the
/// body, which repeats the client's headers.
pub fn difference(
    expected: &[Response],
    responses: &[Response],
) -> Option<String> {
    if responses.len() != expected.len() {
        let (responses, expected) =
            (counted(responses.len(), "response"), expected.len());
        return Some(format!("{responses}, not {expected}"));
    }
    let both = expected.iter().zip(responses);
    let (expected, response) = both
        .map(|(expected, response)| (expected.status, response.status))
        .find(|(expected, response)| expected != response)?;
    Some(format!("a response with status {response}, not {expected}"))
}
