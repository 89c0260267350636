//! Tasks on one thread: they wait side by side, and compute one after another.
//!
//! A computation awaits nothing, so that the loop stands still meanwhile: no
//! other answer is looked at. After enough of them, a request has timed out
//! whose answer has been there for long.
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
    Ok(page.compute(work.rounds))
}
