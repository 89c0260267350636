// Fails: 56 of 64 began and ended while there were fewer
use futures_util::stream::{self, StreamExt};
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::task;

use crate::source::{Page, Source};

pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let (fetched, to_compute) = mpsc::channel(16);
    let (computed, mut results) = mpsc::channel(16);
    task::spawn(fetch_all(source, pages, fetched));
    task::spawn_blocking(|| compute_all(to_compute, computed));
    let mut collected = Vec::new();
    while let Some(result) = results.recv().await {
        collected.push(result);
    }
    collected
}

async fn fetch_all(source: Source, pages: u64, fetched: Sender<Page>) {
    let (source, fetched) = (&source, &fetched);
    let fetch = |number| async move {
        let page = source.fetch(number).await;
        fetched.send(page).await.expect("a receiver");
    };
    stream::iter(0..8).for_each_concurrent(8, fetch).await;
    // After the first eight, there is only one at a time.
    stream::iter(8..pages).for_each(fetch).await;
}

fn compute_all(mut pages: Receiver<Page>, computed: Sender<u64>) {
    while let Some(page) = pages.blocking_recv() {
        let result = page.compute();
        computed.blocking_send(result).expect("a collector");
    }
}
