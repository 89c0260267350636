// Fails: A future that isn't awaited yet hasn't sent its request
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    // All futures exist now, but none of them has started.
    let requests: Vec<_> = urls.iter().map(|url| fetch(client, url)).collect();
    let mut lengths = Vec::new();
    for request in requests {
        lengths.push(request.await?);
    }
    Ok(lengths)
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
