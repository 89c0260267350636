//! Same as tasks, except that each computation gets a thread from tokio's pool
//! for what blocks: the loop goes on, and the threads share the cores.
//!
//! In Python: `await asyncio.to_thread(compute, page)`.

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
        // Begins the next item only once one of so many is done.
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
    let page = fetch::page_async(client, work, number).await?;
    let rounds = work.rounds;
    // The pool grows up to 512 threads: it is made for those that wait.
    Ok(task::spawn_blocking(move || page.compute(rounds)).await?)
}
