use futures_util::future;
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let mut lengths = Vec::new();
    for chunk in urls.chunks(8) {
        // The next eight start only when the slowest of these is done.
        let requests = chunk.iter().map(|url| fetch(client, url));
        lengths.extend(future::try_join_all(requests).await?);
    }
    Ok(lengths)
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
