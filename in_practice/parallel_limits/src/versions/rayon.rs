//! rayon: a thread cuts its range in half when another one has nothing to do,
//! and lets it steal one of the halves.

use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Result;
use crossbeam_utils::CachePadded;
use rayon::iter::{
    IndexedParallelIterator, IntoParallelIterator, ParallelIterator,
};
use rayon::{ThreadPoolBuilder, current_thread_index};

use crate::units::{compute, piece};
use crate::work::{Answer, Work};

/// Computes all pieces.
pub fn run(work: &Work) -> Result<Answer> {
    in_ranges_of(1, work)
}

/// Computes all pieces, and cuts no range that is shorter than twice `least`.
pub fn in_ranges_of(least: usize, work: &Work) -> Result<Answer> {
    let pool = ThreadPoolBuilder::new().num_threads(work.threads).build()?;
    let zero = || CachePadded::new(AtomicU64::new(0));
    let pieces: Vec<_> = (0..work.threads).map(|_| zero()).collect();
    let compute = |next| {
        let thread = current_thread_index().expect("a thread of the pool");
        pieces[thread].fetch_add(1, Ordering::Relaxed);
        compute(work, piece(work, next as u64))
    };
    let numbers = (0..work.pieces as usize).into_par_iter();
    let sums = numbers.with_min_len(least).map(compute);
    let sum = pool.install(|| sums.reduce(|| 0, u64::wrapping_add));
    let pieces = pieces.into_iter().map(|it| it.into_inner().into_inner());
    Ok(Answer::new(sum, pieces.collect()))
}
