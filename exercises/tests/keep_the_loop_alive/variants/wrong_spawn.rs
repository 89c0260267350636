// Fails: `work` ran on the event loop's thread
pub async fn compute<Work>(work: Work) -> u64
where
    Work: FnOnce() -> u64 + Send + 'static,
{
    // This is another task, but on the same thread.
    tokio::spawn(async move { work() })
        .await
        .expect("it does not panic")
}
