// Fails: Two chunks were never computed at the same time: each job was joined before the next one was sent
use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    let pool = Pool::new(2)?;
    let mut results = Vec::new();
    for chunk in pieces.chunks(10) {
        // This repeats until a worker lives long enough.
        results.extend(loop {
            if let Ok(some) = pool.spawn(chunk.to_vec(), work).join() {
                break some;
            }
        });
    }
    Ok(results)
}
