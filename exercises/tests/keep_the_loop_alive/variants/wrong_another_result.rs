// Fails: which `work` returned; got 0
use tokio::task;

pub async fn compute<Work>(work: Work) -> u64
where
    Work: FnOnce() -> u64 + Send + 'static,
{
    let handle = task::spawn_blocking(move || {
        work();
        0
    });
    handle.await.expect("it does not panic")
}
