//! All requests at once, on a thread for each core: tokio moves a task to a
//! thread that has nothing to do.
//!
//! In Python: there is no such thing; an event loop has one thread.

use anyhow::Result;
use tokio::task::JoinSet;

use crate::versions::fetch;
use crate::work::{Page, Work};

/// Makes all requests, and returns their pages.
#[tokio::main]
pub async fn run(work: &Work) -> Result<Vec<Page>> {
    let client = fetch::client()?;
    let mut tasks = JoinSet::new();
    for _ in 0..work.requests {
        // A task may outlive this function, so it owns what it needs.
        let (client, url) = (client.clone(), work.url.clone());
        tasks.spawn(async move { fetch::page_async(&client, &url).await });
    }
    let mut pages = Vec::new();
    while let Some(page) = tasks.join_next().await {
        // An error drops the set, which aborts the tasks that are left.
        pages.push(page??);
    }
    Ok(pages)
}
