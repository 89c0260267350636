use futures_util::stream::{self, StreamExt};
use tokio::task;

use crate::source::Source;

// There is no queue: the same future fetches a page and computes it.
pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let source = &source;
    stream::iter(0..pages)
        .map(|number| async move {
            let page = source.fetch(number).await;
            let result = task::spawn_blocking(|| page.compute()).await;
            result.expect("a task that does not panic")
        })
        .buffer_unordered(32)
        .collect()
        .await
}
