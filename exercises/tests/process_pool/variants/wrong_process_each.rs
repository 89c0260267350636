// Fails: the pieces were computed in 10 worker processes
use procspawn::SpawnError;

use crate::piece::Piece;

pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    // These are not the pool's workers: each is a process of its own.
    let jobs: Vec<_> = pieces
        .chunks(10)
        .map(|chunk| procspawn::spawn(chunk.to_vec(), work))
        .collect();
    let mut results = Vec::new();
    for job in jobs {
        results.extend(job.join()?);
    }
    Ok(results)
}
