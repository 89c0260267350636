//! Same as tasks, except that there is a thread for each core: as many loops
//! stand still as there are items computed.
//!
//! In Python: there is no such thing; an event loop has one thread.

use anyhow::Result;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use reqwest::Client;

use crate::done::Done;
use crate::versions::fetch;
use crate::work::{Computed, Work};

/// Fetches and computes all items.
#[tokio::main]
pub async fn run(work: &Work) -> Result<Done> {
    let client = fetch::client()?;
    stream::iter(0..work.items)
        // A task may outlive this function, so it owns what it needs.
        .map(|number| process(client.clone(), work.clone(), number))
        .map(|item| async { tokio::spawn(item).await? })
        // Begins the next item only once one of so many is done.
        .buffer_unordered(work.at_once)
        .try_collect()
        .await
}

/// Fetches and computes one item.
async fn process(client: Client, work: Work, number: u64) -> Result<Computed> {
    let page = fetch::page_async(&client, &work, number).await?;
    Ok(page.compute(work.rounds))
}
