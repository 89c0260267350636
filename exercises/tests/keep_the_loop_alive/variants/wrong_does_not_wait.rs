// Fails: while `work` was still running. It should wait for the result
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::oneshot;
use tokio::task;

pub async fn compute<Work>(work: Work) -> u64
where
    Work: FnOnce() -> u64 + Send + 'static,
{
    let result = Arc::new(AtomicU64::new(0));
    let (sender, receiver) = oneshot::channel();
    let to_write = Arc::clone(&result);
    task::spawn_blocking(move || {
        // The work has started, and `compute` waits only for that.
        let _ = sender.send(());
        to_write.store(work(), Ordering::SeqCst);
    });
    receiver.await.expect("it begins");
    result.load(Ordering::SeqCst)
}
