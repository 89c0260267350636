//! As many requests at once as there are workers: a thread that has its answer
//! takes the next request.
//!
//! In Python: `ThreadPoolExecutor(max_workers=8).map(requests.get, urls)`.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::Result;

use crate::versions::fetch;
use crate::work::{Page, Work};

/// Makes all requests, and returns their pages.
pub fn run(work: &Work) -> Result<Vec<Page>> {
    let agent = fetch::agent();
    let taken = AtomicUsize::new(0);
    // Runs in each worker, and returns the pages that this one has fetched.
    let worker = || {
        let mut pages = Vec::new();
        while taken.fetch_add(1, Ordering::Relaxed) < work.requests {
            pages.push(fetch::page(&agent, &work.url)?);
        }
        Ok(pages)
    };
    thread::scope(|scope| {
        let workers: Vec<_> =
            (0..work.workers).map(|_| scope.spawn(worker)).collect();
        let pages: Result<Vec<_>> = workers
            .into_iter()
            .map(|worker| worker.join().expect("no worker panics"))
            .collect();
        Ok(pages?.concat())
    })
}
