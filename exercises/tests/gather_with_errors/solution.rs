// Hint: `try_join_all` stops at the first `Err`. The page names its sister,
//     which has no opinion about failures and returns every outcome.
// Hint: The URL must be at hand when its request fails, so let each future turn
//     its own error into the URL before you join the futures.
// Hint: `let entry = async |url: &String| fetch(client, url).await.map_err(…);`
//     and then `future::join_all(urls.iter().map(entry)).await` returns the
//     entries.

//! Exercise: one of five requests fails, and the other four are lost.

use futures_util::future;
use reqwest::Client;

/// Returns the length of each response in bytes, or a text that names the URL
/// if its request failed.
pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Vec<Result<usize, String>> {
    let requests = urls.iter().map(async |url| {
        let length = fetch(client, url).await;
        length.map_err(|_| url.clone())
    });
    future::join_all(requests).await
}

/// Returns the length of the response, in bytes.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
