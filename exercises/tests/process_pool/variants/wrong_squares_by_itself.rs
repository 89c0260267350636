// Fails: and compute_all returned 0 in its place
use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    let pool = Pool::new(2)?;
    let jobs: Vec<_> = pieces
        .chunks(10)
        .map(|chunk| pool.spawn(chunk.to_vec(), work))
        .collect();
    for job in jobs {
        let _ = job.join();
    }
    // Squares they are, but of which numbers?
    Ok((0..pieces.len() as u64).map(|n| n * n).collect())
}
