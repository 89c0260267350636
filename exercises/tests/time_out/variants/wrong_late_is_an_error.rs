// Fails: the site never answers, and Ok(None) is wanted after 0.3 s; fetch_within gave the error
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
