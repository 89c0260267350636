use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use tokio::sync::mpsc;
use tokio::task;

use crate::source::Source;

// There is one task per fetch that may overlap, and one thread that computes.
pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let (fetched, mut to_compute) = mpsc::channel(1);
    let (computed, mut results) = mpsc::channel(1);
    let next = Arc::new(AtomicU64::new(0));
    for _ in 0..16 {
        let (source, fetched) = (source.clone(), fetched.clone());
        let next = Arc::clone(&next);
        task::spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= pages {
                    return;
                }
                let page = source.fetch(number).await;
                fetched.send(page).await.expect("a receiver");
            }
        });
    }
    drop(fetched);
    thread::spawn(move || {
        while let Some(page) = to_compute.blocking_recv() {
            let result = page.compute();
            computed.blocking_send(result).expect("a collector");
        }
    });
    let mut collected = Vec::new();
    while let Some(result) = results.recv().await {
        collected.push(result);
    }
    collected
}
