//! One counter per thread, next to each other in memory: no counter is shared,
//! but their cache line is.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::Result;

use crate::work::{Answer, Work};

/// Adds 1 `work.size` times in all.
pub fn run(work: &Work) -> Result<Answer> {
    let each = work.size / work.threads as u64;
    let counters: Vec<AtomicU64> =
        (0..work.threads).map(|_| AtomicU64::new(0)).collect();
    thread::scope(|scope| {
        for counter in &counters {
            scope.spawn(move || {
                for _ in 0..each {
                    counter.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    let counts = counters.into_iter().map(AtomicU64::into_inner);
    Ok(Answer::number(counts.sum()))
}
