//! A thread for each item that is begun: it waits for the page, and computes.
//!
//! The threads that wait need no core, and those that compute share the cores:
//! no lock lets one of them run at a time, as Python's does.
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
    // Runs in each thread, and returns the items that this one has done.
    let worker = || {
        let mut done = Done::default();
        loop {
            let number = taken.fetch_add(1, Ordering::Relaxed);
            if number >= work.items {
                return Ok(done);
            }
            let page = fetch::page(&agent, work, number)?;
            done.add(page.compute(work.rounds));
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
