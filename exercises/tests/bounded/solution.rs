// Hint: A future that nobody polls has not begun. Either something hands out
//     only 8 futures at a time, or each future first waits for one of 8 permits
//     (`tokio::sync::Semaphore` is `asyncio.Semaphore`) and keeps it to its
//     end.
// Hint: A stream can do it: `futures_util::stream::iter(requests)` makes one of
//     the futures. Its method `buffered` polls so many of them at once, and
//     gives their results in order. (`buffer_unordered` gives them as they
//     come.)
// Hint: `use futures_util::stream::{self, StreamExt, TryStreamExt};` and the
//     last step is `.try_collect().await`.

//! Exercise: 64 requests to one server, and all of them at once.

use futures_util::stream::{self, StreamExt, TryStreamExt};
use reqwest::Client;

/// Returns how many bytes the answer of each URL has.
pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let requests = urls.iter().map(|url| fetch(client, url));
    stream::iter(requests).buffered(8).try_collect().await
}

/// Returns how many bytes the answer has.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
