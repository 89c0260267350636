// Fails: Only 1 request was in flight at a time; there should be 8
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let mut lengths = Vec::new();
    for url in urls {
        lengths.push(fetch(client, url).await?);
    }
    Ok(lengths)
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
