//! Threads that take the next piece by adding 1 to a shared counter.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::Result;

use crate::units::{compute, piece};
use crate::work::{Answer, Work};

/// Computes all pieces.
pub fn run(work: &Work) -> Result<Answer> {
    let taken = AtomicU64::new(0);
    // Returns a thread's sum, and the number of its pieces.
    let worker = || {
        let (mut sum, mut pieces) = (0_u64, 0);
        loop {
            let next = taken.fetch_add(1, Ordering::Relaxed);
            if next >= work.pieces {
                return (sum, pieces);
            }
            sum = sum.wrapping_add(compute(work, piece(work, next)));
            pieces += 1;
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> =
            (0..work.threads).map(|_| scope.spawn(worker)).collect();
        let parts = workers.into_iter().map(|it| it.join().expect("no panic"));
        Ok(Answer::of(parts))
    })
}
