//! All requests at once, on one thread: whoever waits lets another one run.
//!
//! In Python: `asyncio.gather(*[session.get(url) for url in urls])`.

use anyhow::Result;
use futures_util::future;

use crate::fetch;
use crate::work::{Page, Work};

/// Makes all requests, and returns their pages.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Vec<Page>> {
    let client = fetch::client()?;
    let requests =
        (0..work.requests).map(|_| fetch::page_async(&client, &work.url));
    future::try_join_all(requests).await
}
