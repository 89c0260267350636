// Hint: `.await` gives up the thread only if there is something to wait for. So
//     `work` must move to another thread, and `compute` must await a message
//     from there.
// Hint: `asyncio.to_thread` is `tokio::task::spawn_blocking` here. It takes a
//     closure, and you can await what it returns. (Calling `join` on a thread
//     isn't awaiting: it blocks the loop's thread.)
// Hint: `let handle = tokio::task::spawn_blocking(work);`

//! Exercise: a computation that stops everything else on its loop.

use tokio::task;

/// Runs `work`, which computes for a long time, and returns its result.
pub async fn compute<Work>(work: Work) -> u64
where
    // It may move to another thread, and run there once.
    Work: FnOnce() -> u64 + Send + 'static,
{
    task::spawn_blocking(work).await.expect("it does not panic")
}
