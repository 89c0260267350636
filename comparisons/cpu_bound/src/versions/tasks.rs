//! One task per job, all of them on one thread. Nothing here waits, so no task
//! lets another one run before it is done.
//!
//! In Python: `asyncio.gather(*[compute(job) for job in jobs])`.

use anyhow::Result;
use tokio::task;

use crate::work::{Answer, Work};

/// Computes all jobs.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Answer> {
    let jobs = work.jobs().into_iter();
    let tasks: Vec<_> = jobs
        .map(|job| task::spawn(async move { job.compute() }))
        .collect();
    let mut parts = Vec::new();
    for task in tasks {
        parts.push(task.await?);
    }
    Ok(Answer::of(parts))
}
