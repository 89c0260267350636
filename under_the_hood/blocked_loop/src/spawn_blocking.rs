//! Same as in_the_task, except that a thread of tokio's blocking pool does the
//! work.
//!
//! The pool grows to hundreds of threads, because most of them wait. For a lot
//! of work at a time it is the wrong pool: see rayon.rs.
//!
//! In Python: `await asyncio.to_thread(work)`, where the GIL stays in the way.

use tokio::task;

use crate::work::Work;

/// Does the work, and returns its result.
///
/// # Panics
///
/// Panics if the work does.
pub async fn run(work: impl Work) -> u64 {
    let done = task::spawn_blocking(move || work.result()).await;
    done.expect("the work does not panic")
}
