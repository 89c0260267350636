// Fails: The connection was reset. Expected an Err, because Ok(None) is for responses
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
        // This takes any error for a timeout.
        Err(_) => Ok(None),
    }
}
