//! Same as tasks, except that each computation runs on a thread of tokio's
//! blocking pool: the loop goes on, and the threads share the cores.
//!
//! In Python: `await asyncio.to_thread(compute, response)`.

use anyhow::Result;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use reqwest::Client;
use tokio::task;

use crate::done::Done;
use crate::versions::fetch;
use crate::work::{Computed, Work};

/// Fetches and computes all items.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Done> {
    let client = fetch::client()?;
    stream::iter(0..work.items)
        .map(|number| process(&client, work, number))
        // Starts the next item only when one of `at_once` is done.
        .buffer_unordered(work.at_once)
        .try_collect()
        .await
}

/// Fetches and computes one item.
async fn process(
    client: &Client,
    work: &Work,
    number: u64,
) -> Result<Computed> {
    let response = fetch::get_async(client, work, number).await?;
    let rounds = work.rounds;
    // This pool grows to 512 threads, because it is meant for calls that wait.
    Ok(task::spawn_blocking(move || response.compute(rounds)).await?)
}
