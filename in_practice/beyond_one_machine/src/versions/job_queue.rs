//! A queue, and workers that are processes of their own, here or on other
//! machines. The submitter may end as well: what counts is in the queue.
//!
//! In Python: `queue.enqueue(fetch, url, job_id=name)`, with RQ.

use std::time::Duration;

use anyhow::Result;
use tokio::task::JoinSet;
use tokio::time;

use crate::queue::Board;
use crate::versions::job::Job;
use crate::versions::stream::Queue;
use crate::work::Work;

/// Time between two looks at the number of results.
const PAUSE: Duration = Duration::from_millis(5);

/// Pushes all jobs, and waits until workers have done them.
pub async fn run(work: &Work, queue: &Queue, board: &Board) -> Result<()> {
    push_all(queue, work.list()).await?;
    wait(board, work.jobs).await
}

/// Pushes all jobs, without waiting for one before the next: the engine writes
/// to the disk together what arrives together.
pub async fn push_all(queue: &Queue, jobs: Vec<Job>) -> Result<()> {
    let mut pushes = JoinSet::new();
    for (number, job) in jobs.into_iter().enumerate() {
        let mut queue = queue.clone();
        pushes.spawn(async move { push(&mut queue, number, &job).await });
    }
    while let Some(pushed) = pushes.join_next().await {
        pushed.expect("pushing does not panic")?;
    }
    Ok(())
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
