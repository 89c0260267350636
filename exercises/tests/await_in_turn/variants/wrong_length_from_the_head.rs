// Fails: The body of the response ended too early in one of three requests
use futures_util::future;
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let requests = urls.iter().map(|url| fetch(client, url));
    future::try_join_all(requests).await
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    // The head promises this length, but the body may never arrive.
    Ok(response.content_length().unwrap_or_default() as usize)
}
