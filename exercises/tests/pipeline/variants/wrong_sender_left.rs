// Fails: All 64 pages were computed, but `run` doesn't return
use futures_util::stream::{self, StreamExt};
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::task;

use crate::source::{Page, Source};

pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let (fetched, to_compute) = mpsc::channel(16);
    let (computed, mut results) = mpsc::channel(16);
    task::spawn(fetch_all(source, pages, fetched));
    let also_computed = computed.clone();
    task::spawn_blocking(|| compute_all(to_compute, also_computed));
    let mut collected = Vec::new();
    while let Some(result) = results.recv().await {
        collected.push(result);
    }
    drop(computed);
    collected
}

async fn fetch_all(source: Source, pages: u64, fetched: Sender<Page>) {
    let (source, fetched) = (&source, &fetched);
    stream::iter(0..pages)
        .for_each_concurrent(32, |number| async move {
            let page = source.fetch(number).await;
            fetched.send(page).await.expect("a receiver");
        })
        .await;
}

fn compute_all(mut pages: Receiver<Page>, computed: Sender<u64>) {
    while let Some(page) = pages.blocking_recv() {
        let result = page.compute();
        computed.blocking_send(result).expect("a collector");
    }
}
