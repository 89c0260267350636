//! Same as tasks, except that there is one thread per core: every computation
//! blocks one of them.
//!
//! Python has no counterpart: its event loop runs on one thread.

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
        // A task may outlive this function, so it must own its data.
        .map(|number| process(client.clone(), work.clone(), number))
        .map(|item| async { tokio::spawn(item).await? })
        // Starts the next item only when one of `at_once` is done.
        .buffer_unordered(work.at_once)
        .try_collect()
        .await
}

/// Fetches and computes one item.
async fn process(client: Client, work: Work, number: u64) -> Result<Computed> {
    let response = fetch::get_async(&client, &work, number).await?;
    Ok(response.compute(work.rounds))
}
