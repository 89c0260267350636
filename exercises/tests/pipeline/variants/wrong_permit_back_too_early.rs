// Fails: but the next one started before there was room for the page of the last one
use std::sync::Arc;

use tokio::sync::Semaphore;
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
    let permits = Arc::new(Semaphore::new(32));
    for number in 0..pages {
        let permits = Arc::clone(&permits);
        let (source, fetched) = (source.clone(), fetched.clone());
        task::spawn(async move {
            let permit = permits.acquire().await;
            let page = source.fetch(number).await;
            // The next fetch starts while this page is still here.
            drop(permit);
            fetched.send(page).await.expect("a receiver");
        });
    }
}

fn compute_all(mut pages: Receiver<Page>, computed: Sender<u64>) {
    while let Some(page) = pages.blocking_recv() {
        let result = page.compute();
        computed.blocking_send(result).expect("a collector");
    }
}
