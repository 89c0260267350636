// Fails: A core had nothing to do until then
use anyhow::Result;
use futures_util::future;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use reqwest::Client;

#[tokio::main(flavor = "current_thread")]
pub async fn fetch_and_compute(
    urls: &[String],
    compute: fn(&str) -> u64,
) -> Result<Vec<u64>> {
    let client = crate::support::client();
    let pages = urls.iter().map(|url| fetch(&client, url));
    let pages = future::try_join_all(pages).await?;
    // All cores compute, but only once the last page has arrived.
    Ok(pages.par_iter().map(|page| compute(page)).collect())
}

async fn fetch(client: &Client, url: &str) -> Result<String> {
    Ok(client.get(url).send().await?.text().await?)
}
