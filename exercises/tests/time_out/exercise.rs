//! Exercise: a server that never answers, and a request that lives on.
//!
//! `fetch_within` gives up in time, as it should. But the request goes on
//! behind its back: the connection stays open, for as long as the server likes.
//! Cancel the request when the time is up, so that the server sees the
//! connection closed. All else is right: `patience` is for the whole answer, up
//! to its last byte. An answer in time is `Ok(Some(…))`, none in time is
//! `Ok(None)`, and a request that fails is an `Err`.
//!
//! The page: book/src/one_request.md. Stuck? `cargo ex hint`

use std::time::Duration;

use reqwest::Client;
use tokio::time;

/// Returns how many bytes the answer has, or None where it took longer than
/// `patience`.
pub async fn fetch_within(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<Option<usize>, reqwest::Error> {
    // TODO: in Python, wait_for cancels the task that it waits for. Here a task
    // goes on when nobody waits for it any more.
    let (client, url) = (client.clone(), url.to_owned());
    let task = tokio::spawn(async move { fetch(&client, &url).await });
    match time::timeout(patience, task).await {
        Ok(length) => length.expect("a task that does not panic").map(Some),
        Err(_) => Ok(None),
    }
}

/// Returns how many bytes the answer has.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
