//! As many jobs at a time as there are threads: a thread that finishes one
//! takes the next.
//!
//! In Python: `ThreadPoolExecutor(max_workers=8).map(compute, jobs)`, where
//! one interpreter runs one thread at a time.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::Result;

use crate::work::{Answer, Work};

/// Computes all jobs.
pub fn run(work: &Work) -> Result<Answer> {
    let jobs = work.jobs();
    let parts: Vec<_> = jobs.iter().map(|_| OnceLock::new()).collect();
    let taken = AtomicUsize::new(0);
    // This closure runs in each worker. No two workers get the same number.
    let worker = || loop {
        let next = taken.fetch_add(1, Ordering::Relaxed);
        let Some(job) = jobs.get(next) else { break };
        parts[next].get_or_init(|| job.compute());
    };
    thread::scope(|scope| {
        for _ in 0..work.workers {
            scope.spawn(worker);
        }
    });
    let parts = parts.into_iter().map(OnceLock::into_inner);
    let parts: Option<_> = parts.collect();
    Ok(Answer::of(parts.expect("each job was taken")))
}
