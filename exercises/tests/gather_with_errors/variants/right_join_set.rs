use reqwest::Client;
use tokio::task::JoinSet;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Vec<Result<usize, String>> {
    let mut tasks = JoinSet::new();
    for (index, url) in urls.iter().cloned().enumerate() {
        let client = client.clone();
        tasks.spawn(async move { (index, fetch(&client, &url).await) });
    }
    let mut entries = vec![Ok(0); urls.len()];
    for (index, length) in tasks.join_all().await {
        // The error's message names the URL, too.
        entries[index] = length.map_err(|error| error.to_string());
    }
    entries
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
