use std::time::Duration;

use reqwest::Client;
use tokio::time;

pub async fn fetch_within(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<Option<usize>, reqwest::Error> {
    let (client, url) = (client.clone(), url.to_owned());
    let mut task = tokio::spawn(async move { fetch(&client, &url).await });
    match time::timeout(patience, &mut task).await {
        Ok(length) => length.expect("a task that does not panic").map(Some),
        Err(_) => {
            task.abort();
            Ok(None)
        }
    }
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
