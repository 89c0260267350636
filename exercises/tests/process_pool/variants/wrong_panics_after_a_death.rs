// Fails: all pieces were computed. But then `compute_all` panicked
use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    let pool = Pool::new(2)?;
    let send = |chunk: &[Piece]| pool.spawn(chunk.to_vec(), work);
    let jobs: Vec<_> = pieces
        .chunks(10)
        .map(|chunk| (chunk, send(chunk)))
        .collect();
    let first: Vec<_> = jobs
        .into_iter()
        .map(|(chunk, job)| (chunk, job.join()))
        .collect();
    let mut results = Vec::new();
    for (chunk, result) in first {
        results.extend(match result {
            Ok(some) => some,
            Err(_) => {
                let some = send(chunk).join()?;
                assert!(some.is_empty(), "it was lost");
                some
            }
        });
    }
    Ok(results)
}
