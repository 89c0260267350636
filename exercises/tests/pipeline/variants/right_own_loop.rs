use std::thread;

use futures_util::stream::{self, StreamExt};
use tokio::runtime::Builder;
use tokio::sync::{mpsc, oneshot};

use crate::source::{Page, Source};

// Another thread computes, in an event loop of its own.
pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let (fetched, mut to_compute) = mpsc::channel::<Page>(16);
    let (sender, results) = oneshot::channel();
    thread::spawn(move || {
        let event_loop = Builder::new_current_thread().build();
        event_loop.expect("a runtime").block_on(async {
            let mut computed = Vec::new();
            while let Some(page) = to_compute.recv().await {
                computed.push(page.compute());
            }
            sender.send(computed).expect("a collector");
        });
    });
    let (source, fetched) = (&source, fetched);
    stream::iter(0..pages)
        .for_each_concurrent(12, |number| {
            let fetched = fetched.clone();
            async move {
                let page = source.fetch(number).await;
                fetched.send(page).await.expect("a receiver");
            }
        })
        .await;
    drop(fetched);
    results.await.expect("it does not panic")
}
