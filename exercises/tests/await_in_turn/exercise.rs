//! Exercise: three requests that were meant to overlap, and do not.
//!
//! Each request is awaited before the next one starts, so together they take as
//! long as all three added up. Make them wait at the same time, with one
//! request per URL. Return the lengths of the responses in the order of the
//! URLs, or the error of a request that failed.
//!
//! The page: book/src/gathering.md. Stuck? `cargo ex hint`

use reqwest::Client;

/// Returns the length of each response, in bytes.
pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    // TODO: each request waits for the previous one. Let them overlap.
    let mut lengths = Vec::new();
    for url in urls {
        lengths.push(fetch(client, url).await?);
    }
    Ok(lengths)
}

/// Returns the length of the response, in bytes.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
