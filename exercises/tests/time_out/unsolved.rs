//! Exercise: a server that never responds, and a request that lives on.
//!
//! `fetch_within` gives up in time, as it should. But the request lives on in
//! the background, and its connection stays open for as long as the server
//! likes. Cancel the request when the time is up, so the server sees the
//! connection closed. Everything else is right: `patience` is the limit for the
//! whole response, up to its last byte. A response in time is `Ok(Some(…))`,
//! none in time is `Ok(None)`, and a failed request is an `Err`.
//!
//! The page: book/src/one_request.md. Stuck? `cargo ex hint`

use std::time::Duration;

use reqwest::Client;
use tokio::time;

/// Returns the length of the response in bytes, or None if it took longer than
/// `patience`.
pub async fn fetch_within(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<Option<usize>, reqwest::Error> {
    // TODO: in Python, wait_for cancels the task that it waits for. Here a task
    // goes on even if its handle is dropped.
    let (client, url) = (client.clone(), url.to_owned());
    let task = tokio::spawn(async move { fetch(&client, &url).await });
    match time::timeout(patience, task).await {
        Ok(length) => length.expect("a task that does not panic").map(Some),
        Err(_) => Ok(None),
    }
}

/// Returns the length of the response, in bytes.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
