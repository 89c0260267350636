use std::iter;

use futures_util::stream::{self, StreamExt};
use rayon::iter::{ParallelBridge, ParallelIterator};
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::task;

use crate::source::{Page, Source};

pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let (fetched, to_compute) = mpsc::channel(16);
    task::spawn(fetch_all(source, pages, fetched));
    let computing = task::spawn_blocking(|| compute_all(to_compute));
    computing.await.expect("a task that does not panic")
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

fn compute_all(mut pages: Receiver<Page>) -> Vec<u64> {
    iter::from_fn(|| pages.blocking_recv())
        .par_bridge()
        .map(Page::compute)
        .collect()
}
