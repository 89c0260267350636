// Fails: `map` is lazy, so `collect` the jobs before you join the first
use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    let pool = Pool::new(2)?;
    let send = |chunk: &[Piece]| pool.spawn(chunk.to_vec(), work);
    // Nothing is sent here: each job is sent only when it is its turn to be
    // joined.
    let jobs = pieces.chunks(10).map(|chunk| (chunk, send(chunk)));
    let first: Vec<_> = jobs.map(|(chunk, job)| (chunk, job.join())).collect();
    let mut results = Vec::new();
    for (chunk, result) in first {
        results.extend(match result {
            Ok(some) => some,
            Err(_) => send(chunk).join()?,
        });
    }
    Ok(results)
}
