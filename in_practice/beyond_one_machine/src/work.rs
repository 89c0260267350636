//! Input and output shared by all versions.

use serde::{Deserialize, Serialize};

/// Jobs that can be done in any order, on any machine.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    /// Number of jobs.
    pub jobs: usize,
    /// Number of random points per job.
    pub samples: u64,
    /// Number of workers.
    pub workers: usize,
}

/// Results of all jobs together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Number of jobs with a result.
    pub results: u64,
    /// Number of random points inside the circle, of all jobs.
    pub inside: u64,
}
