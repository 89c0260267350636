// Fails: Two pages were never computed at the same time
use anyhow::Result;
use futures_util::future;
use reqwest::Client;

#[tokio::main(flavor = "current_thread")]
pub async fn fetch_and_compute(
    urls: &[String],
    compute: fn(&str) -> u64,
) -> Result<Vec<u64>> {
    let client = crate::support::client();
    let process = async |url: &String| {
        let page = fetch(&client, url).await?;
        anyhow::Ok(compute(&page))
    };
    future::try_join_all(urls.iter().map(process)).await
}

async fn fetch(client: &Client, url: &str) -> Result<String> {
    Ok(client.get(url).send().await?.text().await?)
}
