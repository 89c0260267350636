// Hint: To drop a future is to cancel it. What `timeout` drops here is only the
//     handle of the task, and the task does not need its handle to go on.
// Hint: Either tell the task (a handle has the method `abort`), or do without a
//     task: `timeout` takes any future, and `fetch` returns one.
// Hint: `time::timeout(patience, fetch(client, url)).await` is an `Err` where
//     the time was up, and otherwise `Ok` with the `Result` that `fetch` gave.

//! Exercise: a server that never answers, and a request that lives on.

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
    match time::timeout(patience, fetch(client, url)).await {
        Ok(length) => length.map(Some),
        Err(_) => Ok(None),
    }
}

/// Returns how many bytes the answer has.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
