// Fails: 8 requests were made, of which 8 were answered
use futures_util::future;
use reqwest::Client;
use tokio::sync::Semaphore;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let permits = Semaphore::new(8);
    let requests = urls.iter().map(async |url| {
        let permit = permits.acquire().await.expect("it is never closed");
        let length = fetch(client, url).await;
        // Then it is not given back when it is dropped.
        permit.forget();
        length
    });
    future::try_join_all(requests).await
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
