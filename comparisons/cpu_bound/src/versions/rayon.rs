//! The sequential version with `par_iter` instead of `iter`: rayon's threads
//! share the jobs.
//!
//! Python has no counterpart in its standard library.

use anyhow::Result;
use rayon::ThreadPoolBuilder;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::work::{Answer, Job, Work};

/// Computes all jobs.
pub fn run(work: &Work) -> Result<Answer> {
    let pool = ThreadPoolBuilder::new().num_threads(work.workers).build()?;
    let jobs = work.jobs();
    let parts = pool.install(|| jobs.par_iter().map(Job::compute).collect());
    Ok(Answer::of(parts))
}
