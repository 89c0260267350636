//! Each thread gets the same number of pieces in advance.

use std::thread;

use anyhow::Result;

use crate::units::{compute, piece};
use crate::work::{Answer, Work};

/// Computes all pieces.
pub fn run(work: &Work) -> Result<Answer> {
    let threads = work.threads as u64;
    let border = |thread| work.pieces * thread / threads;
    let worker = |thread| {
        let pieces = border(thread)..border(thread + 1);
        let count = pieces.end - pieces.start;
        let sums = pieces.map(|next| compute(work, piece(work, next)));
        (sums.fold(0, u64::wrapping_add), count)
    };
    thread::scope(|scope| {
        let worker = &worker;
        let workers = (0..threads).map(|it| scope.spawn(move || worker(it)));
        let workers: Vec<_> = workers.collect();
        let parts = workers.into_iter().map(|it| it.join().expect("no panic"));
        Ok(Answer::of(parts))
    })
}
