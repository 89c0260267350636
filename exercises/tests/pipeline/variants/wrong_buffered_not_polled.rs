// Fails: Nothing moves any more: 9 of 64 pages were fetched, and 0 computed
use futures_util::stream::{self, StreamExt};
use tokio::sync::mpsc;
use tokio::task;

use crate::source::Source;

pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let (fetched, mut to_compute) = mpsc::channel(8);
    let mut fetches = stream::iter(0..pages)
        .map(|number| source.fetch(number))
        .buffer_unordered(8);
    // While this waits for room, the fetches that have begun are not polled.
    while let Some(page) = fetches.next().await {
        fetched.send(page).await.expect("it is there");
    }
    drop(fetched);
    let computing = task::spawn_blocking(move || {
        let mut results = Vec::new();
        while let Some(page) = to_compute.blocking_recv() {
            results.push(page.compute());
        }
        results
    });
    computing.await.expect("a task that does not panic")
}
