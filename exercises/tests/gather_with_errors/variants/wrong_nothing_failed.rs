// Fails: The connection was reset for
use futures_util::future;
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Vec<Result<usize, String>> {
    let requests = urls.iter().map(|url| fetch(client, url));
    let lengths = future::join_all(requests).await.into_iter();
    lengths.map(|length| Ok(length.unwrap_or(0))).collect()
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
