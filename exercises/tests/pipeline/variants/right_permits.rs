use std::sync::Arc;

use tokio::sync::mpsc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task;

use crate::source::{Page, Source};

// The queues are unbounded, but a permit travels with each page.
pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let (fetched, mut to_compute) =
        mpsc::unbounded_channel::<(Page, OwnedSemaphorePermit)>();
    let computing = task::spawn_blocking(move || {
        let mut results = Vec::new();
        while let Some((page, _permit)) = to_compute.blocking_recv() {
            results.push(page.compute());
        }
        results
    });
    let permits = Arc::new(Semaphore::new(50));
    for number in 0..pages {
        let permit = Arc::clone(&permits).acquire_owned().await;
        let permit = permit.expect("it is never closed");
        let (source, fetched) = (source.clone(), fetched.clone());
        task::spawn(async move {
            let page = source.fetch(number).await;
            fetched.send((page, permit)).expect("a receiver");
        });
    }
    drop(fetched);
    computing.await.expect("a task that does not panic")
}
