// Fails: The response arrived after half a second, and 60 s were allowed
use std::time::Duration;

use reqwest::Client;
use tokio::time;

pub async fn fetch_within(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<Option<usize>, reqwest::Error> {
    let _ = patience;
    let enough = Duration::from_millis(200);
    match time::timeout(enough, fetch(client, url)).await {
        Ok(length) => length.map(Some),
        Err(_) => Ok(None),
    }
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
