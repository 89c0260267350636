// Fails: Only 1 request was in flight; all 3 should have been
use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let mut lengths = Vec::new();
    for url in urls {
        // Each task is awaited before the next one is spawned.
        let task = tokio::spawn(fetch(client.clone(), url.clone()));
        lengths.push(task.await.expect("a task that does not panic")?);
    }
    Ok(lengths)
}

async fn fetch(client: Client, url: String) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
