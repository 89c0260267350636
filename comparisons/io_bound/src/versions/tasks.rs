//! All requests at once, on one thread: while one future waits, others run.
//!
//! The first error ends the wait, and dropping the rest cancels it. (With
//! `try_join_all`, an error among more than 30 waits for its turn.)
//! In Python: `asyncio.gather(*[session.get(url) for url in urls])`.

use anyhow::Result;
use futures_util::TryStreamExt;
use futures_util::stream::FuturesUnordered;

use crate::versions::fetch;
use crate::work::{Response, Work};

/// Sends all requests, and returns the responses.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Vec<Response>> {
    let client = fetch::client()?;
    let requests: FuturesUnordered<_> = (0..work.requests)
        .map(|_| fetch::get_async(&client, &work.url))
        .collect();
    // Responses are returned in the order of their arrival.
    requests.try_collect().await
}
