//! Exercise: worker processes, one of which dies.
//!
//! Two workers compute the pieces. But each piece is a message, and a message
//! costs more than a piece: send chunks, at most 20 for 100 pieces. And a piece
//! may kill its worker. Then job.join() is an Err, and the pool starts another
//! worker: send it the chunk that was lost, and no other. (A worker that is done
//! waits until its job is joined: join all before you send any again.)
//!
//! The page: book/src/primes.md. Stuck? `cargo ex hint`

use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

/// Returns the results of all pieces, in their order. `work` computes some, in
/// the process that calls it.
pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    let pool = Pool::new(2)?;
    // TODO: a message for each piece.
    let jobs: Vec<_> = pieces
        .iter()
        .map(|piece| pool.spawn(vec![piece.clone()], work))
        .collect();
    let mut results = Vec::new();
    for job in jobs {
        // TODO: where one worker dies, nothing at all is returned.
        results.extend(job.join()?);
    }
    Ok(results)
}
