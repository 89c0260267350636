// Fails: as the result of piece 0; got 0
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
    // These are squares, but of the wrong numbers.
    Ok((0..pieces.len() as u64).map(|n| n * n).collect())
}
