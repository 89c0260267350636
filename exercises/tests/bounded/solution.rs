// Hint: A future that isn't polled hasn't started. So either hand out only 8
//     futures at a time, or let each future first wait for one of 8 permits
//     (`tokio::sync::Semaphore` is `asyncio.Semaphore`) and keep it until it's
//     done.
// Hint: A stream can do it: `futures_util::stream::iter(requests)` turns the
//     futures into one. Its method `buffered` takes the number to poll at a
//     time, and returns the results in order. (`buffer_unordered` returns them
//     as they finish.)
// Hint: `use futures_util::stream::{self, StreamExt, TryStreamExt};` and the
//     last step is `.try_collect().await`.

//! Exercise: 64 requests to one server, all of them at once.

use futures_util::stream::{self, StreamExt, TryStreamExt};
use reqwest::Client;

/// Returns the length of each response, in bytes.
pub async fn fetch_all(
    client: &Client,
    urls: &[String],
) -> Result<Vec<usize>, reqwest::Error> {
    let requests = urls.iter().map(|url| fetch(client, url));
    stream::iter(requests).buffered(8).try_collect().await
}

/// Returns the length of the response, in bytes.
async fn fetch(client: &Client, url: &str) -> Result<usize, reqwest::Error> {
    let response = client.get(url).send().await?;
    Ok(response.bytes().await?.len())
}
