// Hint: `mpsc::channel(16)` is bounded, so sending waits when it's full:
//     `send(…).await` in an async function, `blocking_send` elsewhere. The
//     types are `Sender<Page>` and `Receiver<Page>`.
// Hint: A bounded queue isn't enough: 10,000 tasks that wait for room in it
//     hold a page each. Limit the number of fetches at a time as well, and let
//     each of them end only when it has sent its page.
// Hint: `futures_util::stream::iter(0..pages).for_each_concurrent(32, async
//     |number| …).await` calls the closure for each number, and runs at most 32
//     of its futures at a time. (It needs `futures_util::stream::StreamExt`.)

//! Exercise: 10,000 pages go through a pipeline, and all are in memory at once.

use futures_util::stream::{self, StreamExt};
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::task::JoinSet;

use crate::source::{Page, Source};

/// Fetches the pages 0, 1, 2 … up to `pages` from the source, and returns the
/// result of each.
pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let (fetched, to_compute) = mpsc::channel(16);
    let (computed, mut results) = mpsc::channel(16);
    let mut stages = JoinSet::new();
    stages.spawn(fetch_all(source, pages, fetched));
    stages.spawn_blocking(|| compute_all(to_compute, computed));
    let mut collected = Vec::new();
    while let Some(result) = results.recv().await {
        collected.push(result);
    }
    // If a stage has panicked, this panics too, so it does not go unnoticed.
    stages.join_all().await;
    collected
}

/// Fetches all pages, and sends each to the next stage.
async fn fetch_all(source: Source, pages: u64, fetched: Sender<Page>) {
    let (source, fetched) = (&source, &fetched);
    stream::iter(0..pages)
        .for_each_concurrent(32, |number| async move {
            let page = source.fetch(number).await;
            fetched.send(page).await.expect("a receiver");
        })
        .await;
}

/// Computes pages until no sender is left.
fn compute_all(mut pages: Receiver<Page>, computed: Sender<u64>) {
    while let Some(page) = pages.blocking_recv() {
        let result = page.compute();
        computed.blocking_send(result).expect("a collector");
    }
}
