// Fails: Send the worker's chunk again
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
    let mut results = Vec::new();
    for job in jobs {
        results.extend(job.join()?);
    }
    Ok(results)
}
