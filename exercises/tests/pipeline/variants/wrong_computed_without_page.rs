// Fails: but 0 pages were computed. The result of a page
use futures_util::stream::{self, StreamExt};
use tokio::task;

use crate::source::Source;

pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let source = &source;
    stream::iter(0..pages)
        .map(|number| async move {
            // The page that it fetches is not the one that it computes.
            drop(source.fetch(number).await);
            let source = source.clone();
            let result = task::spawn_blocking(move || source.result(number));
            result.await.expect("a task that does not panic")
        })
        .buffer_unordered(32)
        .collect()
        .await
}
