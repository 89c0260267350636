//! One thread per item in progress: it waits for the response, and then
//! computes.
//!
//! Waiting threads need no core, and computing threads share all cores: there
//! is no GIL that lets one of them run at a time.
//!
//! In Python: `ThreadPoolExecutor(max_workers=10).map(process, urls)`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::Result;

use crate::done::Done;
use crate::versions::fetch;
use crate::work::Work;

/// Fetches and computes all items.
pub fn run(work: &Work) -> Result<Done> {
    let agent = fetch::agent();
    let taken = AtomicU64::new(0);
    // This closure runs in each thread, and returns the items that the thread
    // did.
    let worker = || {
        let mut done = Done::default();
        loop {
            let number = taken.fetch_add(1, Ordering::Relaxed);
            if number >= work.items {
                return Ok(done);
            }
            let response = fetch::get(&agent, work, number)?;
            done.add(response.compute(work.rounds));
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> =
            (0..work.at_once).map(|_| scope.spawn(worker)).collect();
        workers
            .into_iter()
            .map(|worker| worker.join().expect("no worker panics"))
            .sum()
    })
}
