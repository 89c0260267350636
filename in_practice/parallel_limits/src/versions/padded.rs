//! The same counters, each with a cache line to itself.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::Result;
use crossbeam_utils::CachePadded;

use crate::work::{Answer, Work};

/// Adds 1 `work.size` times in all.
pub fn run(work: &Work) -> Result<Answer> {
    let each = work.size / work.threads as u64;
    let counters: Vec<CachePadded<AtomicU64>> =
        (0..work.threads).map(|_| CachePadded::default()).collect();
    thread::scope(|scope| {
        for counter in &counters {
            scope.spawn(move || {
                for _ in 0..each {
                    counter.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    let counts = counters.iter().map(|it| it.load(Ordering::Relaxed));
    Ok(Answer::number(counts.sum()))
}
