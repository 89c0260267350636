// Fails: The server never responds. Expected Ok(None) after 0.
use std::time::Duration;

use reqwest::Client;

pub async fn fetch_within(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<Option<usize>, reqwest::Error> {
    let response = client.get(url).timeout(patience).send().await?;
    Ok(Some(response.bytes().await?.len()))
}
