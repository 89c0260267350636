//! All requests at once, on a thread for each core: tokio moves a task to a
//! thread that has nothing to do.
//!
//! In Python: there is no such thing; an event loop has one thread.

use anyhow::Result;
use futures_util::future;

use crate::fetch;
use crate::work::{Page, Work};

/// Makes all requests, and returns their pages.
#[tokio::main]
pub async fn run(work: &Work) -> Result<Vec<Page>> {
    let client = fetch::client()?;
    let tasks = (0..work.requests).map(|_| {
        // A task may outlive this function, so it owns what it needs.
        let (client, url) = (client.clone(), work.url.clone());
        tokio::spawn(async move { fetch::page_async(&client, &url).await })
    });
    let pages = future::try_join_all(tasks).await?;
    pages.into_iter().collect()
}
