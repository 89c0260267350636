// Fails: Send only the lost chunk again
use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    let pool = Pool::new(2)?;
    let all = || -> Result<Vec<u64>, SpawnError> {
        let jobs: Vec<_> = pieces
            .chunks(10)
            .map(|chunk| pool.spawn(chunk.to_vec(), work))
            .collect();
        let results: Vec<_> = jobs.into_iter().map(|job| job.join()).collect();
        let results: Result<Vec<_>, _> = results.into_iter().collect();
        Ok(results?.into_iter().flatten().collect())
    };
    all().or_else(|_| all())
}
