//! Exercise: one of five requests fails, and the other four are lost.
//!
//! `fetch_all` asks for all URLs together. When one of them fails, it forgets
//! what the others brought. Return one entry for each URL, in the order of the
//! URLs: `Ok` with the length of the answer, or, where the request failed, `Err`
//! with a text that names the URL. Ask once for each. The requests overlap now,
//! and must keep overlapping.
//!
//! The page: book/src/gathering.md. Stuck? `cargo ex hint`

use futures_util::future;
use reqwest::Client;

/// Returns how many bytes the answer of each URL has, or a text that names the
/// URL where there is none.
pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Vec<Result<usize, String>> {
    // TODO: the first failure is all that is returned. Keep every outcome, and
    // let a failed one name its URL.
    let requests = urls.iter().map(|url| fetch(client, url));
    match future::try_join_all(requests).await {
        Ok(lengths) => lengths.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error.to_string())],
    }
}

/// Returns how many bytes the answer has.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
