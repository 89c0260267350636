//! Exercise: one of five requests fails, and the other four are lost.
//!
//! `fetch_all` requests all URLs together. If one of them fails, it throws away
//! the other results. Return one entry per URL instead, in the order of the
//! URLs: `Ok` with the length of the response or, if the request failed, `Err`
//! with a text that names the URL. Send one request per URL. The requests
//! overlap now, and must keep overlapping.
//!
//! The page: book/src/gathering.md. Stuck? `cargo ex hint`

use futures_util::future;
use reqwest::Client;

/// Returns the length of each response in bytes, or a text that names the URL
/// if its request failed.
pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Vec<Result<usize, String>> {
    // TODO: only the first failure is returned. Keep every outcome, and let a
    // failed one name its URL.
    let requests = urls.iter().map(|url| fetch(client, url));
    match future::try_join_all(requests).await {
        Ok(lengths) => lengths.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error.to_string())],
    }
}

/// Returns the length of the response, in bytes.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
