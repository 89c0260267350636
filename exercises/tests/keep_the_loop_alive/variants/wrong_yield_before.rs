// Fails: the work ran on the loop's own thread
pub async fn compute<Work>(work: Work) -> u64
where
    Work: FnOnce() -> u64 + Send + 'static,
{
    tokio::task::yield_now().await;
    work()
}
