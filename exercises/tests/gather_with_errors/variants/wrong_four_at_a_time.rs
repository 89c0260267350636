// Fails: Only 4 requests were in flight at a time; all 5 should have been
use futures_util::stream::{self, StreamExt};
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Vec<Result<usize, String>> {
    stream::iter(urls)
        .map(async |url| fetch(client, url).await.map_err(|_| url.clone()))
        .buffered(4)
        .collect()
        .await
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
