//! Exercise: three requests that were meant to overlap, and do not.
//!
//! Each of the three is awaited before the next one begins, so that together
//! they take as long as all three. Let them wait at the same time, and ask once
//! for each. The lengths of the answers are wanted in the order of the URLs, or
//! the error of a request that fails.
//!
//! The page: book/src/gathering.md. Stuck? `cargo ex hint`

use reqwest::Client;

/// Returns how many bytes the answer of each URL has.
pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    // TODO: the requests come one after another. Let them overlap.
    let mut lengths = Vec::new();
    for url in urls {
        lengths.push(fetch(client, url).await?);
    }
    Ok(lengths)
}

/// Returns how many bytes the answer has.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
