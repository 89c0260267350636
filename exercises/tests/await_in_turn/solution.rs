// Hint: A future does nothing until it's awaited, so a list of futures hasn't
//     sent any request yet. Create all of them first, then await them together,
//     with a single await.
// Hint: `futures_util::future::try_join_all` takes futures, polls all of them,
//     and returns their results in the order in which you passed them.
// Hint: `let requests = urls.iter().map(|url| fetch(client, url));`

//! Exercise: three requests that were meant to overlap, and do not.

use futures_util::future;
use reqwest::Client;

/// Returns the length of each response, in bytes.
pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let requests = urls.iter().map(|url| fetch(client, url));
    future::try_join_all(requests).await
}

/// Returns the length of the response, in bytes.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
