// Fails: The body of the response ended too early. Expected an Err
use std::time::Duration;

use reqwest::Client;
use tokio::time;

pub async fn fetch_within(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<Option<usize>, reqwest::Error> {
    let request = async {
        let response = client.get(url).send().await?;
        // This takes any error in the body for a timeout.
        Ok(response.bytes().await.ok().map(|body| body.len()))
    };
    time::timeout(patience, request).await.unwrap_or(Ok(None))
}
