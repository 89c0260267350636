// Hint: To await gives the thread away only where there is something to wait
//     for. So the work has to go to another thread, and `compute` has to await
//     a message from there.
// Hint: `asyncio.to_thread` is `tokio::task::spawn_blocking` here. It takes a
//     closure, and what it returns can be awaited. (To call `join` on a thread
//     is not to await: it keeps the loop's thread.)
// Hint: `let handle = tokio::task::spawn_blocking(work);`

//! Exercise: a computation that stops everything else on its loop.

use tokio::task;

/// Runs `work`, which computes for long, and returns its result.
pub async fn compute<Work>(work: Work) -> u64
where
    // It may be moved to another thread, and run there once.
    Work: FnOnce() -> u64 + Send + 'static,
{
    task::spawn_blocking(work).await.expect("it does not panic")
}
