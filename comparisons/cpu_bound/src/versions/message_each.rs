//! Same as processes, except that every job is its own message.
//!
//! In Python: `ProcessPoolExecutor(2).submit(compute, job)` for every job.

use std::collections::VecDeque;

use anyhow::{Context, Result};
use procspawn::Pool;

use crate::versions::processes::KILLED;
use crate::work::{Answer, Job, Part, Work};

/// Messages in flight per worker: its current one and the next. Each holds
/// files open, and the system limits those.
const AHEAD: usize = 2;

/// Computes all jobs.
pub fn run(work: &Work) -> Result<Answer> {
    let pool = Pool::new(work.workers)?;
    let jobs = work.jobs();
    let messages = jobs.len();
    let mut parts = Vec::new();
    let mut handles = VecDeque::new();
    for job in jobs {
        if handles.len() == AHEAD * work.workers {
            let oldest = handles.pop_front().context("there is a worker")?;
            parts.push(joined(oldest)?);
        }
        handles.push_back(pool.spawn(job, compute));
    }
    for handle in handles {
        parts.push(joined(handle)?);
    }
    Ok(Answer::Parts(parts, messages))
}

fn joined(handle: procspawn::JoinHandle<Part>) -> Result<Part> {
    handle.join().context(KILLED)
}

/// Runs in a worker.
fn compute(job: Job) -> Part {
    job.compute()
}
