// Fails: Only 1 page was being fetched at a time; all 6
use anyhow::Result;
use reqwest::Client;
use tokio::task;

#[tokio::main(flavor = "current_thread")]
pub async fn fetch_and_compute(
    urls: &[String],
    compute: fn(&str) -> u64,
) -> Result<Vec<u64>> {
    let client = crate::support::client();
    let mut results = Vec::new();
    for url in urls {
        let page = fetch(&client, url).await?;
        let result = task::spawn_blocking(move || compute(&page));
        results.push(result.await?);
    }
    Ok(results)
}

async fn fetch(client: &Client, url: &str) -> Result<String> {
    Ok(client.get(url).send().await?.text().await?)
}
