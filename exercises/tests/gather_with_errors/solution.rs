// Hint: `try_join_all` stops at the first `Err`. The page names its sister,
//     which has no opinion about failures and gives back every outcome.
// Hint: The URL has to be there when its request fails, so let each future turn
//     its own error into the URL, before the futures are joined.
// Hint: `let entry = async |url: &String| fetch(client, url).await.map_err(…);`
//     and `future::join_all(urls.iter().map(entry)).await` gives the entries.

//! Exercise: one of five requests fails, and the other four are lost.

use futures_util::future;
use reqwest::Client;

/// Returns how many bytes the answer of each URL has, or a text that names the
/// URL where there is none.
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

/// Returns how many bytes the answer has.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
