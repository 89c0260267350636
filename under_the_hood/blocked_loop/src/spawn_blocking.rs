//! Same as in_the_task, except that a thread of tokio's pool for what blocks
//! does the work.
//!
//! The pool grows to hundreds of threads, because most of them wait. For a lot
//! of work at once it is the wrong pool: see rayon.rs.
//!
//! In Python: `await asyncio.to_thread(work)`, where the GIL stays in the way.

use tokio::task;

use crate::work::Work;

/// Does the work, and returns its answer.
///
/// # Panics
///
/// Where the work does.
pub async fn run(work: impl Work) -> u64 {
    let done = task::spawn_blocking(move || work.answer()).await;
    done.expect("the work does not panic")
}
