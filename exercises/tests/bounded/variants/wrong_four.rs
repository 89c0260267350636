// Fails: Only 4 requests were in flight at a time; there should be 8
use futures_util::future;
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let mut lengths = Vec::new();
    for chunk in urls.chunks(4) {
        let requests = chunk.iter().map(|url| fetch(client, url));
        lengths.extend(future::try_join_all(requests).await?);
    }
    Ok(lengths)
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
