// Fails: requests were in flight at a time; there should never be more than 8
use futures_util::future;
use reqwest::Client;
use tokio::sync::Semaphore;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let permits = Semaphore::new(8);
    let requests = urls.iter().map(async |url| {
        // The permit is released on the same line, because `_` binds nothing.
        let _ = permits.acquire().await;
        fetch(client, url).await
    });
    future::try_join_all(requests).await
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
