//! As many chunks at a time as there are worker processes. A message to a
//! worker holds a chunk of jobs, and the reply holds their results.
//!
//! In Python: `multiprocessing.Pool(2).starmap(compute, jobs)`, which also
//! makes four chunks per worker.

use anyhow::{Context, Result};
use procspawn::Pool;

use crate::work::{Answer, Job, Part, Work};

/// Number of chunks per worker, as in `Pool.starmap`. (A worker of this pool
/// waits until its chunk is joined; Python's takes the next one at once.)
const CHUNKS: usize = 4;

/// Context for the pool's error if a worker was killed.
pub const KILLED: &str = "a worker process ended before it had answered";

/// Computes all jobs.
pub fn run(work: &Work) -> Result<Answer> {
    let pool = Pool::new(work.workers)?;
    let jobs = work.jobs();
    let size = jobs.len().div_ceil(CHUNKS * work.workers);
    let handles: Vec<_> = jobs
        .chunks(size)
        .map(|chunk| pool.spawn(chunk.to_vec(), compute_chunk))
        .collect();
    let messages = handles.len();
    let mut parts = Vec::new();
    for handle in handles {
        parts.extend(handle.join().context(KILLED)?);
    }
    Ok(Answer::Parts(parts, messages))
}

/// Runs in a worker.
fn compute_chunk(chunk: Vec<Job>) -> Vec<Part> {
    chunk.iter().map(Job::compute).collect()
}
