use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use reqwest::Client;
use tokio::task::JoinSet;

pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let next = Arc::new(AtomicUsize::new(0));
    let urls: Arc<[String]> = urls.into();
    let mut workers = JoinSet::new();
    for _ in 0..8 {
        let (client, next) = (client.clone(), Arc::clone(&next));
        let urls = Arc::clone(&urls);
        workers.spawn(async move {
            let mut fetched = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(url) = urls.get(index) else {
                    return Ok(fetched);
                };
                fetched.push((index, fetch(&client, url).await?));
            }
        });
    }
    let mut lengths = vec![0; urls.len()];
    while let Some(worker) = workers.join_next().await {
        for (index, length) in worker.expect("a task that does not panic")? {
            lengths[index] = length;
        }
    }
    Ok(lengths)
}

async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
