// Fails: Expected Ok(None) when it's up; got an error
use std::time::Duration;

use reqwest::Client;

pub async fn fetch_within(
    client: &Client,
    url: &str,
    patience: Duration,
) -> Result<Option<usize>, reqwest::Error> {
    match client.get(url).timeout(patience).send().await {
        Ok(response) => Ok(Some(response.bytes().await?.len())),
        Err(error) if error.is_timeout() => Ok(None),
        Err(error) => Err(error),
    }
}
