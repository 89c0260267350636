// Fails: the connection was reset, which is an Err
use std::time::Duration;

use reqwest::Client;

pub async fn fetch_within(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<Option<usize>, reqwest::Error> {
    let request = client.get(url).timeout(patience);
    match request.send().await {
        Ok(response) => Ok(response.bytes().await.ok().map(|it| it.len())),
        // It is an error, so the time must have been up.
        Err(_) => Ok(None),
    }
}
