// Fails: Whatever killed the worker could kill this process, too
use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    let pool = Pool::new(2)?;
    let jobs: Vec<_> = pieces
        .chunks(10)
        .map(|chunk| (chunk, pool.spawn(chunk.to_vec(), work)))
        .collect();
    let results = jobs.into_iter().map(|(chunk, job)| {
        job.join().unwrap_or_else(|_| work(chunk.to_vec()))
    });
    Ok(results.flatten().collect())
}
