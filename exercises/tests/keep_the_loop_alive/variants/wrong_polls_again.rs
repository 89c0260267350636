// Fails: It asked again and again whether `work` had finished
use tokio::task;

pub async fn compute<Work>(work: Work) -> u64
where
    Work: FnOnce() -> u64 + Send + 'static,
{
    let handle = task::spawn_blocking(work);
    while !handle.is_finished() {
        // The other tasks get their turns, but a core is kept busy for nothing.
        task::yield_now().await;
    }
    handle.await.expect("it does not panic")
}
