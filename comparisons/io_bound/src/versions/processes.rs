//! As many requests at once as there are workers, each of which is a process.
//!
//! In Python: `ProcessPoolExecutor(max_workers=8)` or `multiprocessing.Pool`.

use std::sync::LazyLock;

use anyhow::{Context, Error, Result};
use procspawn::Pool;
use ureq::Agent;

use crate::versions::fetch;
use crate::work::{Response, Work};

/// Context for the pool's error if a worker was killed.
const KILLED: &str = "a worker process ended before it had answered";

/// One client per process, because processes share nothing.
static AGENT: LazyLock<Agent> = LazyLock::new(fetch::agent);

/// Sends all requests, and returns the responses.
pub fn run(work: &Work) -> Result<Vec<Response>> {
    let pool = Pool::new(work.workers)?;
    let jobs: Vec<_> = (0..work.requests)
        .map(|_| pool.spawn(work.url.clone(), fetch_one))
        .collect();
    jobs.into_iter()
        .map(|job| job.join().context(KILLED)?.map_err(Error::msg))
        .collect()
}

/// Runs in a worker. Its result is serialised for the parent; an error cannot
/// be, so only its text is sent.
fn fetch_one(url: String) -> Result<Response, String> {
    fetch::get(&AGENT, &url).map_err(|error| format!("{error:#}"))
}
