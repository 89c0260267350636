// Fails: `fetch_within` gave up, but the server still holds 1 request
use std::time::Duration;

use reqwest::Client;
use tokio::time;

pub async fn fetch_within(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<Option<usize>, reqwest::Error> {
    let (client, url) = (client.clone(), url.to_owned());
    let task = tokio::spawn(async move { fetch(&client, &url).await });
    tokio::select! {
        length = task => {
            length.expect("a task that does not panic").map(Some)
        }
        // The handle is dropped here, but the task goes on.
        () = time::sleep(patience) => Ok(None),
    }
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
