// Fails: but was still waiting when the server had answered 20 other
use std::time::{Duration, Instant};

use reqwest::Client;

pub async fn fetch_within(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<Option<usize>, reqwest::Error> {
    let started = Instant::now();
    let length = fetch(client, url).await?;
    Ok((started.elapsed() < patience).then_some(length))
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
