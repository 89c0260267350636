// Fails: the work ran on the loop's own thread
pub async fn compute<Work>(work: Work) -> u64
where
    Work: FnOnce() -> u64 + Send + 'static,
{
    // Another task, and the same thread.
    tokio::spawn(async move { work() })
        .await
        .expect("it does not panic")
}
