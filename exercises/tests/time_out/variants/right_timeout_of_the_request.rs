use std::time::Duration;

use reqwest::Client;

pub async fn fetch_within(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<Option<usize>, reqwest::Error> {
    match fetch(client, url, patience).await {
        Ok(length) => Ok(Some(length)),
        Err(error) if error.is_timeout() => Ok(None),
        Err(error) => Err(error),
    }
}

async fn fetch(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<usize, reqwest::Error> {
    let response = client.get(url).timeout(patience).send().await?;
    Ok(response.bytes().await?.len())
}
