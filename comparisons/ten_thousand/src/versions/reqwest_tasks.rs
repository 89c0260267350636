//! All requests at once, on one thread, with reqwest as it comes.
//!
//! In Python: `asyncio.gather(*[fetch(session, url) for url in urls])`, with a
//! session of aiohttp whose connector has no limit. (By default it has one: of
//! ten thousand requests, 100 would be in flight.)

use anyhow::Result;

use crate::versions::{at_once, fetch};
use crate::work::Work;

/// Sends all requests, and returns the statuses of the responses.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Vec<u16>> {
    let client = fetch::client()?;
    // A task may outlive this function, so it must own its data: another handle
    // to the client, and the URL.
    at_once::all(work.requests, |_| {
        fetch::get_async(client.clone(), work.url.clone())
    })
    .await
}
