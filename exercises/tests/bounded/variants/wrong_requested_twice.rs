// Fails: Expected 64 requests, one per URL; the server received 128
use futures_util::future;
use futures_util::stream::{self, StreamExt};
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    // Eight at a time, and then all of them again for their results.
    stream::iter(urls)
        .for_each_concurrent(8, async |url| drop(fetch(client, url).await))
        .await;
    future::try_join_all(urls.iter().map(|url| fetch(client, url))).await
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
