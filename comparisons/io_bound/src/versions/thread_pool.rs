//! As many requests at once as there are workers: a thread with a response
//! takes the next request.
//!
//! In Python: `ThreadPoolExecutor(max_workers=8).map(requests.get, urls)`.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::Result;

use crate::versions::fetch;
use crate::work::{Response, Work};

/// Sends all requests, and returns the responses.
pub fn run(work: &Work) -> Result<Vec<Response>> {
    let agent = fetch::agent();
    let taken = AtomicUsize::new(0);
    // This closure runs in each worker, and returns its responses.
    let worker = || {
        let mut responses = Vec::new();
        while taken.fetch_add(1, Ordering::Relaxed) < work.requests {
            responses.push(fetch::get(&agent, &work.url)?);
        }
        Ok(responses)
    };
    thread::scope(|scope| {
        let workers: Vec<_> =
            (0..work.workers).map(|_| scope.spawn(worker)).collect();
        let responses: Result<Vec<_>> = workers
            .into_iter()
            .map(|worker| worker.join().expect("no worker panics"))
            .collect();
        Ok(responses?.concat())
    })
}
