//! Exercise: 64 requests to one server, and all of them at once.
//!
//! That is too much for some servers. Let 8 requests be in flight all along, and
//! never more, and ask once for each URL. The lengths of the answers are still
//! wanted in the order of the URLs, or the error of a request that fails.
//!
//! The page: book/src/io_bound.md. Stuck? `cargo ex hint`

use futures_util::future;
use reqwest::Client;

/// Returns how many bytes the answer of each URL has.
pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    // TODO: all requests begin at once. Let 8 of them be in flight.
    let requests = urls.iter().map(|url| fetch(client, url));
    future::try_join_all(requests).await
}

/// Returns how many bytes the answer has.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
