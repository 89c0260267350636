// Hint: `pieces.chunks(10)` makes chunks of 10, and `chunk.to_vec()` turns a
//     chunk into a value that can be sent.
// Hint: Keep each chunk together with its job, as a pair, so you know what was
//     lost when a job fails. First join all jobs, and keep the result of each
//     join. Then go through the results, and send a chunk again if its result
//     is an `Err`.
// Hint: `.map(|(chunk, job)| (chunk, job.join())).collect()` joins all jobs.
//     After that, for each result:
//     `match result { Ok(some) => some, Err(_) => send(chunk).join()? }`.

//! Exercise: worker processes, one of which dies.

use procspawn::{Pool, SpawnError};

use crate::piece::Piece;

/// Returns the results of all pieces, in their order. `work` computes some
/// pieces, in the process that calls it.
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
            Err(_) => send(chunk).join()?,
        });
    }
    Ok(results)
}
