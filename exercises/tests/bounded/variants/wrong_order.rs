// Fails: so its length should be
use futures_util::stream::{self, StreamExt, TryStreamExt};
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let requests = urls.iter().map(|url| fetch(client, url));
    // The first one to finish comes first.
    stream::iter(requests)
        .buffer_unordered(8)
        .try_collect()
        .await
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
