//! A queue, and workers that are processes of their own, here or on other
//! machines. The submitter may end as well: what counts is in the queue.
//!
//! In Python: `queue.enqueue(fetch, url, job_id=name)`, with RQ.

use std::time::Duration;

use anyhow::Result;
use tokio::time;

use crate::queue::Board;
use crate::versions::job::Job;
use crate::versions::stream::Queue;
use crate::work::Work;

/// Time between two looks at the number of results.
const PAUSE: Duration = Duration::from_millis(5);

/// Pushes all jobs, and waits until workers have done them.
pub async fn run(work: &Work, queue: &mut Queue, board: &Board) -> Result<()> {
    for (number, job) in work.list().into_iter().enumerate() {
        push(queue, number, &job).await?;
    }
    wait(board, work.jobs).await
}

/// Pushes a job. The same list of jobs gives the same names, so a submitter
/// that was ended half-way can begin again: false means that it was there.
pub async fn push(queue: &mut Queue, number: usize, job: &Job) -> Result<bool> {
    queue.push(&format!("job-{number}"), job).await
}

/// Waits until each job has a result or was given up.
pub async fn wait(board: &Board, jobs: usize) -> Result<()> {
    while board.done().await? < jobs {
        time::sleep(PAUSE).await;
    }
    Ok(())
}
