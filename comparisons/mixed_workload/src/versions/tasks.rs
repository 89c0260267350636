//! Tasks on one thread: they wait together, and compute one after another.
//!
//! A computation awaits nothing, so it blocks the event loop: no other response
//! is read meanwhile. After enough of them, a request times out although its
//! response arrived long ago.
//!
//! In Python: `asyncio.gather`, with a semaphore around each task.

use anyhow::Result;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use reqwest::Client;

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
    Ok(response.compute(work.rounds))
}
