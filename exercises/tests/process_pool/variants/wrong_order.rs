// Fails: as the result of piece 0; got
use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    let pool = Pool::new(2)?;
    let mut left: Vec<_> = pieces.chunks(10).collect();
    let mut results = Vec::new();
    // This pops from the end, so the last chunk comes first.
    while let Some(chunk) = left.pop() {
        results.extend(pool.spawn(chunk.to_vec(), work).join()?);
    }
    Ok(results)
}
