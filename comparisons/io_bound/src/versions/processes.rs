//! As many requests at once as there are workers, each a process of its own.
//!
//! In Python: `ProcessPoolExecutor(max_workers=8)` or `multiprocessing.Pool`.

use std::sync::LazyLock;

use anyhow::{Context, Error, Result};
use procspawn::Pool;
use ureq::Agent;

use crate::versions::fetch;
use crate::work::{Page, Work};

/// What is said of a worker that was killed, in front of what the pool knows.
const KILLED: &str = "a worker process ended before it had answered";

/// Each process has one of its own: processes share nothing.
static AGENT: LazyLock<Agent> = LazyLock::new(fetch::agent);

/// Makes all requests, and returns their pages.
pub fn run(work: &Work) -> Result<Vec<Page>> {
    let pool = Pool::new(work.workers)?;
    let jobs: Vec<_> = (0..work.requests)
        .map(|_| pool.spawn(work.url.clone(), fetch_page))
        .collect();
    jobs.into_iter()
        .map(|job| job.join().context(KILLED)?.map_err(Error::msg))
        .collect()
}

/// Runs in a worker. What comes back to the parent is written and read again,
/// which an error cannot be: its words are.
fn fetch_page(url: String) -> Result<Page, String> {
    fetch::page(&AGENT, &url).map_err(|error| format!("{error:#}"))
}
