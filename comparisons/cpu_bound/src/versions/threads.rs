//! As many pieces at once as there are threads: a thread that is done with one
//! takes the next.
//!
//! In Python: `ThreadPoolExecutor(max_workers=8).map(compute, pieces)`, where
//! one interpreter runs one thread at a time.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::Result;

use crate::work::{Answer, Work};

/// Computes all pieces.
pub fn run(work: &Work) -> Result<Answer> {
    let pieces = work.pieces();
    let parts: Vec<_> = pieces.iter().map(|_| OnceLock::new()).collect();
    let taken = AtomicUsize::new(0);
    // Runs in each worker. The number that it is given is given to no other.
    let worker = || loop {
        let next = taken.fetch_add(1, Ordering::Relaxed);
        let Some(piece) = pieces.get(next) else { break };
        parts[next].get_or_init(|| piece.compute());
    };
    thread::scope(|scope| {
        for _ in 0..work.workers {
            scope.spawn(worker);
        }
    });
    let parts = parts.into_iter().map(OnceLock::into_inner);
    let parts: Option<_> = parts.collect();
    Ok(Answer::of(parts.expect("each piece was taken")))
}
