// Fails: `compute` was given "http://127.0.0.1:
use anyhow::Result;
use futures_util::future;
use reqwest::Client;
use tokio::task;

#[tokio::main(flavor = "current_thread")]
pub async fn fetch_and_compute(
    urls: &[String],
    compute: fn(&str) -> u64,
) -> Result<Vec<u64>> {
    let client = crate::support::client();
    let process = async |url: &String| {
        let _page = fetch(&client, url).await?;
        let url = url.clone();
        // The page is fetched, but only its URL is used.
        Ok(task::spawn_blocking(move || compute(&url)).await?)
    };
    future::try_join_all(urls.iter().map(process)).await
}

async fn fetch(client: &Client, url: &str) -> Result<String> {
    Ok(client.get(url).send().await?.text().await?)
}
