//! One piece after another, on one thread.
//!
//! In Python: `[compute(piece) for piece in pieces]`.

use anyhow::Result;

use crate::work::{Answer, Piece, Work};

/// Computes all pieces.
pub fn run(work: &Work) -> Result<Answer> {
    let pieces = work.pieces();
    let parts = pieces.iter().map(Piece::compute).collect();
    Ok(Answer::of(parts))
}
