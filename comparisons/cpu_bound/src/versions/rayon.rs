//! The sequential program with `par_iter` in place of `iter`: rayon's threads
//! share the pieces out among themselves.
//!
//! In Python: there is no such thing in the standard library.

use anyhow::Result;
use rayon::ThreadPoolBuilder;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::work::{Answer, Piece, Work};

/// Computes all pieces.
pub fn run(work: &Work) -> Result<Answer> {
    let pool = ThreadPoolBuilder::new().num_threads(work.workers).build()?;
    let pieces = work.pieces();
    let parts =
        pool.install(|| pieces.par_iter().map(Piece::compute).collect());
    Ok(Answer::of(parts))
}
