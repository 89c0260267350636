// Fails: of 64 pages were computed in a task of the event loop, on its thread
use futures_util::stream::{self, StreamExt};

use crate::source::Source;

pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let source = &source;
    stream::iter(0..pages)
        .map(|number| async move {
            // Each future also computes, and all of them run on the loop's
            // thread.
            source.fetch(number).await.compute()
        })
        .buffer_unordered(32)
        .collect()
        .await
}
