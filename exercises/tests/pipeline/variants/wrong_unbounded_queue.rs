// Fails: but the next one started before there was room for the page of the last one
use futures_util::stream::{self, StreamExt};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::task;

use crate::source::{Page, Source};

pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let (fetched, to_compute) = mpsc::unbounded_channel();
    let (computed, mut results) = mpsc::unbounded_channel();
    task::spawn(fetch_all(source, pages, fetched));
    task::spawn_blocking(|| compute_all(to_compute, computed));
    let mut collected = Vec::new();
    while let Some(result) = results.recv().await {
        collected.push(result);
    }
    collected
}

async fn fetch_all(source: Source, pages: u64, fetched: UnboundedSender<Page>) {
    let (source, fetched) = (&source, &fetched);
    stream::iter(0..pages)
        .for_each_concurrent(32, |number| async move {
            let page = source.fetch(number).await;
            fetched.send(page).expect("a receiver");
        })
        .await;
}

fn compute_all(
    mut pages: UnboundedReceiver<Page>,
    computed: UnboundedSender<u64>,
) {
    while let Some(page) = pages.blocking_recv() {
        let result = page.compute();
        computed.send(result).expect("a collector");
    }
}
