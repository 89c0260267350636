//! Exercise: 64 requests to one server, all of them at once.
//!
//! That is too much for some servers. Keep 8 requests in flight all along, and
//! never more, with one request per URL. Return the lengths of the responses in
//! the order of the URLs, or the error of a request that failed.
//!
//! The page: book/src/io_bound.md. Stuck? `cargo ex hint`

use futures_util::future;
use reqwest::Client;

/// Returns the length of each response, in bytes.
pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    // TODO: all requests start at once. Keep 8 of them in flight.
    let requests = urls.iter().map(|url| fetch(client, url));
    future::try_join_all(requests).await
}

/// Returns the length of the response, in bytes.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
