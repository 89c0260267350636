// Fails: `work` ran on the event loop's thread
pub async fn compute<Work>(work: Work) -> u64
where
    Work: FnOnce() -> u64 + Send + 'static,
{
    tokio::task::yield_now().await;
    work()
}
