// Fails: the body of the answer ended too early, which is an Err
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
        // Whatever went wrong with the body, there is none.
        Ok(response.bytes().await.ok().map(|body| body.len()))
    };
    time::timeout(patience, request).await.unwrap_or(Ok(None))
}
