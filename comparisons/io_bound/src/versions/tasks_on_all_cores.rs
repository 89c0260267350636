//! All requests at once, on one thread per core: tokio moves a waiting task to
//! an idle thread.
//!
//! Python has no counterpart: its event loop runs on one thread.

use anyhow::Result;
use tokio::task::JoinSet;

use crate::versions::fetch;
use crate::work::{Response, Work};

/// Sends all requests, and returns the responses.
#[tokio::main]
pub async fn run(work: &Work) -> Result<Vec<Response>> {
    let client = fetch::client()?;
    let mut tasks = JoinSet::new();
    for _ in 0..work.requests {
        // A task may outlive this function, so it must own its data.
        let (client, url) = (client.clone(), work.url.clone());
        tasks.spawn(async move { fetch::get_async(&client, &url).await });
    }
    let mut responses = Vec::new();
    while let Some(response) = tasks.join_next().await {
        // An error drops the set, which aborts the tasks that are left.
        responses.push(response??);
    }
    Ok(responses)
}
