// Fails: `compute_all` returned, and left 2 worker processes running
use std::sync::OnceLock;

use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    // The workers are reused, so the next call need not start any.
    static POOL: OnceLock<Pool> = OnceLock::new();
    let pool = POOL.get_or_init(|| Pool::new(2).expect("a pool"));
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
