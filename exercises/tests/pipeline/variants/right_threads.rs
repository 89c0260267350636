use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;

use tokio::runtime::Handle;
use tokio::task;

use crate::source::Source;

// Some threads fetch, one computes, and the queues are those of std.
pub async fn run(source: Source, pages: u64) -> Vec<u64> {
    let runtime = Handle::current();
    let working = task::spawn_blocking(move || {
        let (fetched, to_compute) = mpsc::sync_channel(8);
        let next = AtomicU64::new(0);
        let (source, next, runtime) = (&source, &next, &runtime);
        thread::scope(|scope| {
            for _ in 0..16 {
                let fetched = fetched.clone();
                scope.spawn(move || {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= pages {
                            return;
                        }
                        let page = runtime.block_on(source.fetch(number));
                        fetched.send(page).expect("a receiver");
                    }
                });
            }
            drop(fetched);
            let computing = scope.spawn(move || {
                let pages = to_compute.into_iter();
                pages.map(|page| page.compute()).collect()
            });
            computing.join().expect("a thread that does not panic")
        })
    });
    working.await.expect("a task that does not panic")
}
