// Fails: `fetch_within` gave up, but the server still holds 1 request. The connection
use std::time::Duration;

use reqwest::Client;
use tokio::time;

pub async fn fetch_within(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<Option<usize>, reqwest::Error> {
    // Two requests race, and the faster one wins. Only one of them is cancelled
    // when the time is up.
    let (other, its_url) = (client.clone(), url.to_owned());
    let second = tokio::spawn(async move { fetch(&other, &its_url).await });
    tokio::select! {
        length = fetch(client, url) => length.map(Some),
        length = second => length.expect("no panic").map(Some),
        () = time::sleep(patience) => Ok(None),
    }
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
