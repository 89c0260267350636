//! All requests at once, on one thread: a future that waits lets another run.
//!
//! The first error ends the wait, and dropping the rest cancels it. (With
//! `try_join_all`, an error among more than 30 waits for its turn.)
//! In Python: `asyncio.gather(*[session.get(url) for url in urls])`.

use anyhow::Result;
use futures_util::TryStreamExt;
use futures_util::stream::FuturesUnordered;

use crate::versions::fetch;
use crate::work::{Page, Work};

/// Makes all requests, and returns their pages.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Vec<Page>> {
    let client = fetch::client()?;
    let requests: FuturesUnordered<_> = (0..work.requests)
        .map(|_| fetch::page_async(&client, &work.url))
        .collect();
    // Pages come in the order in which they are there.
    requests.try_collect().await
}
