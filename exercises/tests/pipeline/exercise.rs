//! Exercise: 10,000 pages go through a pipeline, and all are in memory at once.
//!
//! One stage fetches, which means waiting; one computes, on a thread of its
//! own; one collects. Now and then computing is slower than fetching, and
//! nothing holds the fetches back. Add backpressure: at least 8 fetches should
//! always overlap, and no more than 100 pages may be in memory at a time. The
//! results may come in any order. See `source.rs`, next to this file, for pages
//! and their source.
//!
//! The page: book/src/mixed_workload.md. Stuck? `cargo ex hint`

use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::task::JoinSet;

use crate::source::{Page, Source};

/// Fetches the pages 0, 1, 2 … up to `pages` from the source, and returns the
/// result of each.
pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    // TODO: an unbounded queue never makes a sender wait.
    let (fetched, to_compute) = mpsc::unbounded_channel();
    let (computed, mut results) = mpsc::unbounded_channel();
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
async fn fetch_all(source: Source, pages: u64, fetched: UnboundedSender<Page>) {
    // TODO: all fetches start at once, and each ends while it holds a page.
    let mut fetches = JoinSet::new();
    for number in 0..pages {
        let (source, fetched) = (source.clone(), fetched.clone());
        fetches.spawn(async move {
            let page = source.fetch(number).await;
            fetched.send(page).expect("a receiver");
        });
    }
    fetches.join_all().await;
}

/// Computes pages until no sender is left.
fn compute_all(
    mut pages: UnboundedReceiver<Page>,
    computed: UnboundedSender<u64>,
) {
    while let Some(page) = pages.blocking_recv() {
        computed.send(page.compute()).expect("a collector");
    }
}
