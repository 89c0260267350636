// Fails: 8 requests were made, and 8 were answered, but `fetch_all` doesn't return
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
        // A forgotten permit is never released.
        permit.forget();
        length
    });
    future::try_join_all(requests).await
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
