// Fails: Expected 64 lengths, one per URL; got 8
use futures_util::future;
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let requests = urls.iter().take(8).map(|url| fetch(client, url));
    future::try_join_all(requests).await
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
