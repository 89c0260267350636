// Fails: 10000 are missing: 10000 pages were fetched, and 0 of them computed
use futures_util::stream::{self, StreamExt};

use crate::source::Source;

pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let source = &source;
    stream::iter(0..pages)
        .map(|number| async move {
            // The result is not known without computing.
            drop(source.fetch(number).await);
            number * number
        })
        .buffer_unordered(32)
        .collect()
        .await
}
