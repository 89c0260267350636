use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    let pool = Pool::new(2)?;
    // A lost chunk is computed in a process of its own.
    let jobs: Vec<_> = pieces
        .chunks(10)
        .map(|chunk| (chunk, pool.spawn(chunk.to_vec(), work)))
        .collect();
    let mut results = Vec::new();
    for (chunk, job) in jobs {
        results.extend(match job.join() {
            Ok(some) => some,
            Err(_) => procspawn::spawn(chunk.to_vec(), work).join()?,
        });
    }
    Ok(results)
}
