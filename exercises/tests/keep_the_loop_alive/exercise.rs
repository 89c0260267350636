//! Exercise: a computation that stops everything else on its loop.
//!
//! `compute` is awaited on an event loop of one thread, next to a heartbeat:
//! another task, which should tick every few milliseconds. While `work` runs,
//! the heartbeat stops. Run `work` on another thread, and let the loop go on
//! until the result arrives.
//!
//! The page: book/src/blocked_loop.md. Stuck? `cargo ex hint`

/// Runs `work`, which computes for a long time, and returns its result.
pub async fn compute<Work>(work: Work) -> u64
where
    // It may move to another thread, and run there once.
    Work: FnOnce() -> u64 + Send + 'static,
{
    // TODO: this computes on the loop's thread. Let another thread do it.
    work()
}
