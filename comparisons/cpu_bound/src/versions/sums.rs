//! The squares again, added instead of stored: nothing goes to memory.
//!
//! In Python: `sum(number * number for number in numbers)`.

use anyhow::Result;
use rayon::ThreadPoolBuilder;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::work::{Answer, Job, Work};

/// Computes all jobs.
pub fn run(work: &Work) -> Result<Answer> {
    let pool = ThreadPoolBuilder::new().num_threads(work.workers).build()?;
    let jobs = work.jobs();
    let parts = pool.install(|| jobs.par_iter().map(Job::sum).collect());
    Ok(Answer::of(parts))
}
