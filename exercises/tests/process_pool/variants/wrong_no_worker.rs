// Fails: The process that called `compute_all` computed pieces itself
use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    Pool::new(2)?;
    Ok(pieces
        .chunks(10)
        .flat_map(|some| work(some.to_vec()))
        .collect())
}
