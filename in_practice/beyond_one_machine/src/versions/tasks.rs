//! One process without a queue: tasks, up to a limit. If it ends, its results
//! end with it.
//!
//! In Python: `asyncio.gather`, with a semaphore.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::queue::TIME_LIMIT;
use crate::queue::work::Seen;
use crate::versions::fetch;
use crate::work::{Answer, Work};

/// Fetches all URLs.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Answer> {
    let queue = work.queue.as_ref().context("URLs")?;
    let client = fetch::client(TIME_LIMIT)?;
    let permits = Arc::new(Semaphore::new(queue.limit));
    let started = Instant::now();
    let mut tasks = JoinSet::new();
    for url in work.urls() {
        let (client, permits) = (client.clone(), permits.clone());
        tasks.spawn(async move {
            let _permit = permits.acquire().await.expect("it is never closed");
            fetch::status(&client, &url).await
        });
    }
    let mut answer = Answer::default();
    let mut seen = Seen::default();
    for status in tasks.join_all().await {
        answer.results += 1;
        seen.fetched += u64::from(status? == 200);
    }
    seen.seconds = started.elapsed().as_secs_f64();
    answer.queue = Some(seen);
    Ok(answer)
}
