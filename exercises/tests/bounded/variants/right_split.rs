use futures_util::future;
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    // Eight futures, each of which requests its eighth of the URLs in turn.
    let parts = urls.chunks(urls.len().div_ceil(8)).map(async |part| {
        let mut lengths = Vec::new();
        for url in part {
            lengths.push(fetch(client, url).await?);
        }
        Ok(lengths)
    });
    Ok(future::try_join_all(parts).await?.concat())
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
