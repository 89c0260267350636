// Fails: in the order of the URLs; got [
use reqwest::Client;
use tokio::task::JoinSet;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let mut tasks = JoinSet::new();
    for url in urls {
        tasks.spawn(fetch(client.clone(), url.clone()));
    }
    let mut lengths = Vec::new();
    // The first one to finish comes first.
    while let Some(length) = tasks.join_next().await {
        lengths.push(length.expect("a task that does not panic")?);
    }
    Ok(lengths)
}

async fn fetch(client: Client, url: String) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
