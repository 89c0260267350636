// Fails: Only 1 request was in flight at a time
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Vec<Result<usize, String>> {
    let mut entries = Vec::new();
    for url in urls {
        entries.push(fetch(client, url).await.map_err(|_| url.clone()));
    }
    entries
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
