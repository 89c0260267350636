//! Input and output shared by all versions.

use serde::{Deserialize, Serialize};

/// Something that is cancelled.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Work {
    /// Number of records, transfers or requests.
    pub size: usize,
}

/// Counts of a version.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Answer {
    /// Records through a connection.
    Bytes(Received),
    /// Transfers between two accounts.
    Transfers(Transferred),
    /// Requests of which one hangs and one fails.
    Errors(Reported),
    /// Responses of a server that has to end.
    Shutdown(Ended),
}

/// Counts of the bytes and records that arrived.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Received {
    /// Number of bytes that were sent.
    pub sent: u64,
    /// Number of bytes that are in no record.
    pub lost: u64,
    /// Number of records as they were sent.
    pub intact: u64,
    /// Number of records that nothing has sent.
    pub garbled: u64,
    /// Number of ticks of the clock beside the reads.
    pub ticks: u64,
}

/// Outcomes of cancelled transfers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Transferred {
    /// Half done after the failure of a sibling, if the version has one.
    pub sibling: Option<u64>,
    /// Half done after a timeout.
    pub timeout: Option<u64>,
    /// Half done after the set of their tasks was dropped.
    pub set: Option<u64>,
    /// Half done after their tasks were aborted.
    pub abort: Option<u64>,
    /// Done, of all four kinds together.
    pub done: u64,
    /// Not begun or undone, of all four kinds together.
    pub not_begun: u64,
}

/// Results that reached the caller of several requests.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Reported {
    /// Number of requests.
    pub requests: u64,
    /// Number of requests that finished.
    pub finished: u64,
    /// Number of responses that the caller has.
    pub kept: u64,
    /// 1 if the caller learnt of the error while another request was hanging.
    pub errors: u64,
}

/// The end of a server.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Ended {
    /// Number of whole responses.
    pub answered: u64,
    /// Number of requests whose connection ended without a response.
    pub cut_off: u64,
    /// Seconds from the signal to the end of the process.
    pub seconds: f64,
    /// Exit status as a shell shows it: 128 and the signal if one ended it.
    pub status: i32,
}

/// Returns how two answers differ in the size of the work. The other counts are
/// what the versions are compared by.
pub fn difference(expected: &Answer, answer: &Answer) -> Option<String> {
    let (expected, size) = (size(expected), size(answer));
    (expected != size).then(|| format!("{size} in all, not {expected}"))
}

/// Returns the number of bytes, transfers or requests.
fn size(answer: &Answer) -> u64 {
    match answer {
        Answer::Bytes(it) => it.sent,
        Answer::Transfers(_) => 0,
        Answer::Errors(_) => 0,
        Answer::Shutdown(it) => it.answered + it.cut_off,
    }
}
