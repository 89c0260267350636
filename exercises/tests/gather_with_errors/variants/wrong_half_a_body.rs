// Fails: The body of the response ended too early for
use futures_util::future;
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Vec<Result<usize, String>> {
    future::join_all(urls.iter().map(|url| fetch(client, url))).await
}

async fn fetch(client: &Client, url: &str) -> Result<usize, String> {
    let response = client.get(url).send().await.map_err(|_| url.to_owned())?;
    // The head has arrived by now, but the body may still fail.
    Ok(response.bytes().await.map_or(0, |body| body.len()))
}
