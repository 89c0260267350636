//! As many pieces at once as there are worker processes. A message to a worker
//! holds a chunk of pieces, and the one that comes back all their parts.
//!
//! In Python: `multiprocessing.Pool(2).starmap(compute, pieces)`, which makes
//! four chunks for each worker, too.

use anyhow::{Context, Result};
use procspawn::Pool;

use crate::work::{Answer, Part, Piece, Work};

/// How many chunks there are for each worker, as `Pool.starmap` has them. (This
/// pool's worker waits until its job is joined; Python's takes the next at once.)
const CHUNKS: usize = 4;

/// What is said of a worker that was killed, in front of what the pool knows.
pub const KILLED: &str = "a worker process ended before it had answered";

/// Computes all pieces.
pub fn run(work: &Work) -> Result<Answer> {
    let pool = Pool::new(work.workers)?;
    let pieces = work.pieces();
    let size = pieces.len().div_ceil(CHUNKS * work.workers);
    let jobs: Vec<_> = pieces
        .chunks(size)
        .map(|chunk| pool.spawn(chunk.to_vec(), compute_chunk))
        .collect();
    let messages = jobs.len();
    let mut parts = Vec::new();
    for job in jobs {
        parts.extend(job.join().context(KILLED)?);
    }
    Ok(Answer::Parts(parts, messages))
}

/// Runs in a worker.
fn compute_chunk(chunk: Vec<Piece>) -> Vec<Part> {
    chunk.iter().map(Piece::compute).collect()
}
