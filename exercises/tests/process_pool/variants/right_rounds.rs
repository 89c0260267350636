use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    let pool = Pool::new(2)?;
    let chunks: Vec<_> = pieces.chunks(13).collect();
    let mut results: Vec<Option<Vec<u64>>> = vec![None; chunks.len()];
    // One round is for all chunks, one for those that were lost, and one is
    // spare.
    for _ in 0..3 {
        let jobs: Vec<_> = chunks
            .iter()
            .zip(&mut results)
            .filter(|(_, result)| result.is_none())
            .map(|(chunk, result)| (pool.spawn(chunk.to_vec(), work), result))
            .collect();
        for (job, result) in jobs {
            *result = job.join().ok();
        }
    }
    Ok(results.into_iter().flatten().flatten().collect())
}
