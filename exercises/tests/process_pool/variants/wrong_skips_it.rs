// Fails: A worker died. Expected 100 results, one per piece; got 90
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
    let results = jobs.into_iter().filter_map(|job| job.join().ok());
    Ok(results.flatten().collect())
}
