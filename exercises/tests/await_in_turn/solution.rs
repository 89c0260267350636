// Hint: A future does nothing until it is awaited, so a list of futures has
//     begun nothing. Make all of them, and await them together, in one await.
// Hint: `futures_util::future::try_join_all` takes futures, polls all of them,
//     and gives their results in the order in which it was given them.
// Hint: `let requests = urls.iter().map(|url| fetch(client, url));`

//! Exercise: three requests that were meant to overlap, and do not.

use futures_util::future;
use reqwest::Client;

/// Returns how many bytes the answer of each URL has.
pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let requests = urls.iter().map(|url| fetch(client, url));
    future::try_join_all(requests).await
}

/// Returns how many bytes the answer has.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
