//! One job after another, on one thread.
//!
//! In Python: `[compute(job) for job in jobs]`.

use anyhow::Result;

use crate::work::{Answer, Job, Work};

/// Computes all jobs.
pub fn run(work: &Work) -> Result<Answer> {
    let jobs = work.jobs();
    let parts = jobs.iter().map(Job::compute).collect();
    Ok(Answer::of(parts))
}
