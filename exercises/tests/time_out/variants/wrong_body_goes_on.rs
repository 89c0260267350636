// Fails: the rest of it is still being received
use std::time::Duration;

use reqwest::Client;
use tokio::time;

pub async fn fetch_within(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<Option<usize>, reqwest::Error> {
    let request = client.get(url).send();
    let body = async {
        let response = request.await?;
        // A task reads the body, and goes on without its handle.
        let body = tokio::spawn(response.bytes());
        body.await.expect("a task that does not panic")
    };
    match time::timeout(patience, body).await {
        Ok(body) => Ok(Some(body?.len())),
        Err(_) => Ok(None),
    }
}
