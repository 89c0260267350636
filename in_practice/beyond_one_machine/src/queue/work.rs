//! Input and output of the versions with a queue, besides those of all.

use serde::{Deserialize, Serialize};

/// URLs to fetch.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Fetches {
    /// URL of every job; a path of the test server until that is running.
    pub url: String,
    /// Number of jobs that a worker has at a time.
    pub limit: usize,
    /// Name of the queue.
    pub name: String,
}

/// What the engine has seen of the jobs. The versions in Python know less of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seen {
    /// Number of results that are a response with status 200.
    pub fetched: u64,
    /// Number of runs of the job that was begun most often.
    pub most_runs: u64,
    /// CPU seconds of the engine, since it was started.
    pub engine_cpu: f64,
    /// Number of commands that it has received.
    pub commands: f64,
    /// Number of bytes that it has received and sent.
    pub bytes: f64,
    /// Number of connections.
    pub connections: f64,
    /// Seconds from the first push to the last result.
    pub seconds: f64,
}

impl Fetches {
    /// Completes the URL of the jobs, if it is only a path so far.
    pub fn send_to(&mut self, server: &str) {
        if self.url.starts_with('/') {
            self.url.insert_str(0, server);
        }
    }
}
