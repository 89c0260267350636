// Fails: Expected 3 requests, one per URL; the server received 6
use futures_util::future;
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    // The first round is meant to warm up the connections.
    future::try_join_all(urls.iter().map(|url| fetch(client, url))).await?;
    future::try_join_all(urls.iter().map(|url| fetch(client, url))).await
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
