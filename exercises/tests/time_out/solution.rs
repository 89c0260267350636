// Hint: To drop a future is to cancel it. But `timeout` drops only the handle
//     of the task here, and a task goes on without its handle.
// Hint: Either cancel the task (a handle has the method `abort`), or do without
//     a task: `timeout` takes any future, and `fetch` returns one.
// Hint: `time::timeout(patience, fetch(client, url)).await` is an `Err` if the
//     time was up, and otherwise `Ok` with the `Result` of `fetch`.

//! Exercise: a server that never responds, and a request that lives on.

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
    match time::timeout(patience, fetch(client, url)).await {
        Ok(length) => length.map(Some),
        Err(_) => Ok(None),
    }
}

/// Returns the length of the response, in bytes.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
