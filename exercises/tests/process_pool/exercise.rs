//! Exercise: worker processes, one of which dies.
//!
//! Two workers compute the pieces. But each piece is a message of its own, and
//! a message costs more than a piece, so send chunks instead: at most 20
//! messages for 100 pieces. Besides, a piece may kill its worker. Then
//! `job.join()` is an Err, and the pool starts another worker: send it the
//! chunk that was lost, and no other. (A worker that has finished waits until
//! its job is joined, so join all jobs before you send anything again.)
//!
//! The page: book/src/primes.md. Stuck? `cargo ex hint`

use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

/// Returns the results of all pieces, in their order. `work` computes some
/// pieces, in the process that calls it.
pub fn compute_all(
    pieces: &[Piece],
    work: fn(Vec<Piece>) -> Vec<u64>,
) -> Result<Vec<u64>, SpawnError> {
    let pool = Pool::new(2)?;
    // TODO: this sends one message per piece.
    let jobs: Vec<_> = pieces
        .iter()
        .map(|piece| pool.spawn(vec![piece.clone()], work))
        .collect();
    let mut results = Vec::new();
    for job in jobs {
        // TODO: if one worker dies, no result at all is returned.
        results.extend(job.join()?);
    }
    Ok(results)
}
