// Fails: Only 2 requests were in flight; all 3 should have been. One of them waited
use futures_util::stream::{self, StreamExt, TryStreamExt};
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let requests = urls.iter().map(|url| fetch(client, url));
    stream::iter(requests).buffered(2).try_collect().await
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
