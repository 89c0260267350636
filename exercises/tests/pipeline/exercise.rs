//! Exercise: 10,000 pages go through a pipeline, and all are in memory at once.
//!
//! One stage fetches, which is waiting; one computes, on a thread of its own;
//! one collects. Now and then computing is slower than fetching, and nothing
//! holds the fetching back. Let it wait: at least 8 fetches must always overlap,
//! and at no time may more than 100 pages be in memory. The results may come in
//! any order. What pages and their source can do is in `source.rs`, beside this.
//!
//! The page: book/src/mixed_workload.md. Stuck? `cargo ex hint`

use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::task::JoinSet;

use crate::source::{Page, Source};

/// Fetches the pages 0, 1, 2 … from the source, so many of them, and returns
/// what was computed from each.
pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    // TODO: a queue without a bound never makes a sender wait.
    let (fetched, to_compute) = mpsc::unbounded_channel();
    let (computed, mut results) = mpsc::unbounded_channel();
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
async fn fetch_all(source: Source, pages: u64, fetched: UnboundedSender<Page>) {
    // TODO: all fetches begin at once, and each ends with a page in its hands.
    let mut fetches = JoinSet::new();
    for number in 0..pages {
        let (source, fetched) = (source.clone(), fetched.clone());
        fetches.spawn(async move {
            let page = source.fetch(number).await;
            fetched.send(page).expect("somebody computes");
        });
    }
    fetches.join_all().await;
}

/// Computes pages until nobody is left who could send one.
fn compute_all(
    mut pages: UnboundedReceiver<Page>,
    computed: UnboundedSender<u64>,
) {
    while let Some(page) = pages.blocking_recv() {
        computed.send(page.compute()).expect("somebody collects");
    }
}
