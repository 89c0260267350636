use reqwest::Client;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Vec<Result<usize, String>> {
    let tasks: Vec<_> = urls
        .iter()
        .map(|url| tokio::spawn(fetch(client.clone(), url.clone())))
        .collect();
    let mut entries = Vec::new();
    for (task, url) in tasks.into_iter().zip(urls) {
        let length = task.await.expect("a task that does not panic");
        entries.push(length.map_err(|_| url.clone()));
    }
    entries
}

async fn fetch(client: Client, url: String) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
