//! The squares again, added and not stored: nothing goes to memory.
//!
//! In Python: `sum(number * number for number in numbers)`.

use anyhow::Result;
use rayon::ThreadPoolBuilder;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::work::{Answer, Piece, Work};

/// Computes all pieces.
pub fn run(work: &Work) -> Result<Answer> {
    let pool = ThreadPoolBuilder::new().num_threads(work.workers).build()?;
    let pieces = work.pieces();
    let parts = pool.install(|| pieces.par_iter().map(Piece::sum).collect());
    Ok(Answer::of(parts))
}
