//! Same as tasks, except that a pool with one thread per core computes: the
//! loop goes on, and no core has to switch between computations.
//!
//! In Python: `await loop.run_in_executor(process_pool, compute, response)`,
//! with processes instead of threads.

use anyhow::Result;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use rayon::{ThreadPool, ThreadPoolBuilder};
use reqwest::Client;
use tokio::sync::oneshot;

use crate::done::Done;
use crate::versions::fetch;
use crate::work::{Computed, Response, Work};

/// Fetches and computes all items.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Done> {
    let client = fetch::client()?;
    let pool = ThreadPoolBuilder::new().num_threads(work.workers).build()?;
    stream::iter(0..work.items)
        .map(|number| process(&client, &pool, work, number))
        // Starts the next item only when one of `at_once` is done.
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
    let response = fetch::get_async(client, work, number).await?;
    compute_in(pool, response, work.rounds).await
}

/// Passes a response to the pool, and lets other tasks run until it is
/// computed.
async fn compute_in(
    pool: &ThreadPool,
    response: Response,
    rounds: u64,
) -> Result<Computed> {
    let (sender, receiver) = oneshot::channel();
    pool.spawn(move || {
        // If another item has failed, no task waits for this result.
        let _ = sender.send(response.compute(rounds));
    });
    Ok(receiver.await?)
}
