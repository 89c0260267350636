//! Same as tasks, except that a pool of threads computes, one for each core:
//! the loop goes on, and no more is computed at once than there are cores.
//!
//! In Python: `await loop.run_in_executor(process_pool, compute, page)`, with
//! processes in place of threads.

use anyhow::Result;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use rayon::{ThreadPool, ThreadPoolBuilder};
use reqwest::Client;
use tokio::sync::oneshot;

use crate::done::Done;
use crate::versions::fetch;
use crate::work::{Computed, Page, Work};

/// Fetches and computes all items.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Done> {
    let client = fetch::client()?;
    let pool = ThreadPoolBuilder::new().num_threads(work.workers).build()?;
    stream::iter(0..work.items)
        .map(|number| process(&client, &pool, work, number))
        // Begins the next item only once one of so many is done.
        .buffer_unordered(work.at_once)
        .try_collect()
        .await
}

/// Fetches and computes one item.
async fn process(
    client: &Client,
    pool: &ThreadPool,
    work: &Work,
    number: u64,
) -> Result<Computed> {
    let page = fetch::page_async(client, work, number).await?;
    compute_in(pool, page, work.rounds).await
}

/// Hands a page to the pool, and lets other tasks run until it is computed.
async fn compute_in(
    pool: &ThreadPool,
    page: Page,
    rounds: u64,
) -> Result<Computed> {
    let (sender, receiver) = oneshot::channel();
    pool.spawn(move || {
        // Nobody waits for it any more where another item has failed.
        let _ = sender.send(page.compute(rounds));
    });
    Ok(receiver.await?)
}
