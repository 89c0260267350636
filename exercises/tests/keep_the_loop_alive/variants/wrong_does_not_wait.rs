// Fails: while the work was still running: it should wait for the result
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
        // It has begun, which is all that is waited for.
        let _ = sender.send(());
        to_write.store(work(), Ordering::SeqCst);
    });
    receiver.await.expect("it begins");
    result.load(Ordering::SeqCst)
}
