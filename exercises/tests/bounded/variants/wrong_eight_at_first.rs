// Fails: 8 requests were in flight at a time, but not for long
use futures_util::future;
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let (first, rest) = urls.split_at(8);
    let requests = first.iter().map(|url| fetch(client, url));
    let mut lengths = future::try_join_all(requests).await?;
    for url in rest {
        lengths.push(fetch(client, url).await?);
    }
    Ok(lengths)
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
