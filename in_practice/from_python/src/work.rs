//! Input and output shared by all versions.

use serde::{Deserialize, Serialize};

/// The input of a version.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    /// The function.
    pub kind: Kind,
    /// Number of additions, calls, numbers or rounds, or the limit of primes.
    pub size: u64,
}

/// What the function does.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    /// Adds.
    Additions,
    /// Lists primes.
    Primes,
    /// Nothing.
    Calls,
    /// Sums the squares of many numbers.
    Squares,
    /// Computes on two threads.
    Threads,
}

/// The output of a version.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// Number on which all versions must agree.
    pub number: u64,
    /// Peak number of threads that computed at a time.
    pub inside: Option<u64>,
    /// Longest gap between two ticks of a heartbeat, in seconds.
    pub longest_gap: Option<f64>,
}

/// Returns how an answer differs from the expected one. Threads and gaps are not
/// compared, because that is where the versions differ.
pub fn difference(expected: &Answer, answer: &Answer) -> Option<String> {
    (answer.number != expected.number)
        .then(|| format!("{}, not {}", answer.number, expected.number))
}
