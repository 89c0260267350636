//! The same worker processes, except that each piece is a message of its own.
//!
//! In Python: `ProcessPoolExecutor(2).submit(compute, piece)`, for each piece.

use std::collections::VecDeque;

use anyhow::{Context, Result};
use procspawn::Pool;

use crate::versions::processes::KILLED;
use crate::work::{Answer, Part, Piece, Work};

/// How many messages are on their way for each worker: one that it works at,
/// and the next. Each holds files open, which the system limits.
const AHEAD: usize = 2;

/// Computes all pieces.
pub fn run(work: &Work) -> Result<Answer> {
    let pool = Pool::new(work.workers)?;
    let pieces = work.pieces();
    let messages = pieces.len();
    let mut parts = Vec::new();
    let mut jobs = VecDeque::new();
    for piece in pieces {
        if jobs.len() == AHEAD * work.workers {
            let oldest = jobs.pop_front().context("there is a worker")?;
            parts.push(joined(oldest)?);
        }
        jobs.push_back(pool.spawn(piece, compute));
    }
    for job in jobs {
        parts.push(joined(job)?);
    }
    Ok(Answer::Parts(parts, messages))
}

fn joined(job: procspawn::JoinHandle<Part>) -> Result<Part> {
    job.join().context(KILLED)
}

/// Runs in a worker.
fn compute(piece: Piece) -> Part {
    piece.compute()
}
