// Fails: Expected 5 requests, one per URL; the server received
use futures_util::future;
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Vec<Result<usize, String>> {
    let requests = || urls.iter().map(|url| fetch(client, url));
    if let Ok(lengths) = future::try_join_all(requests()).await {
        return lengths.into_iter().map(Ok).collect();
    }
    // One of them has failed, so this sends all of them again to see which.
    let lengths = future::join_all(requests()).await.into_iter().zip(urls);
    lengths
        .map(|(length, url)| length.map_err(|_| url.clone()))
        .collect()
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
