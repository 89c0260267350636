// Hint: `mpsc::channel(16)` has a bound, and `send` on it waits: with `.await`
//     in an async function; elsewhere it is `blocking_send`. The types are
//     `Sender<Page>` and `Receiver<Page>`.
// Hint: The bound of the queue is not enough: 10,000 tasks that wait for room
//     in it hold a page each. Let there be so many fetches at a time and no
//     more, and let each of them end only when its page has been handed over.
// Hint: `futures_util::stream::iter(0..pages).for_each_concurrent(32, async
//     |number| …).await` calls the closure for each number and has at most 32
//     of its futures under way. (It wants `futures_util::stream::StreamExt`.)

//! Exercise: 10,000 pages go through a pipeline, and all are in memory at once.

use futures_util::stream::{self, StreamExt};
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::task::JoinSet;

use crate::source::{Page, Source};

/// Fetches the pages 0, 1, 2 … from the source, so many of them, and returns
/// what was computed from each.
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
    // A stage that has panicked panics here, too, and does not go unnoticed.
    stages.join_all().await;
    collected
}

/// Fetches all pages, and hands over each.
async fn fetch_all(source: Source, pages: u64, fetched: Sender<Page>) {
    let (source, fetched) = (&source, &fetched);
    stream::iter(0..pages)
        .for_each_concurrent(32, |number| async move {
            let page = source.fetch(number).await;
            fetched.send(page).await.expect("somebody computes");
        })
        .await;
}

/// Computes pages until nobody is left who could send one.
fn compute_all(mut pages: Receiver<Page>, computed: Sender<u64>) {
    while let Some(page) = pages.blocking_recv() {
        let result = page.compute();
        computed.blocking_send(result).expect("somebody collects");
    }
}
