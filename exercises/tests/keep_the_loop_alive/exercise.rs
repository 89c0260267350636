//! Exercise: a computation that stops everything else on its loop.
//!
//! `compute` is awaited on an event loop of one thread. Beside it a heart is to
//! beat every few milliseconds, as another task. While `work` runs, the heart
//! stands still. Let `work` run on another thread, and let the loop go on
//! until the result is there.
//!
//! The page: book/src/blocked_loop.md. Stuck? `cargo ex hint`

/// Runs `work`, which computes for long, and returns its result.
pub async fn compute<Work>(work: Work) -> u64
where
    // It may be moved to another thread, and run there once.
    Work: FnOnce() -> u64 + Send + 'static,
{
    // TODO: this computes on the thread of the loop. Let another one do it.
    work()
}
