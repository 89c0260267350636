//! Same as in_the_task, except that the task blocks another loop: that of a
//! second runtime, whose thread is there for tasks that compute.
//!
//! Its tasks may await, which closures in a pool cannot. They delay one
//! another, but no task on the first loop.
//!
//! In Python: a second event loop in a thread, and
//! `asyncio.run_coroutine_threadsafe`.

use tokio::runtime::Builder;

use crate::work::Work;

/// Does the work, and returns its result.
///
/// # Panics
///
/// Panics if the work does, if the OS refuses a second runtime, or if this is
/// cancelled before the work is done.
pub async fn run(work: impl Work) -> u64 {
    // A real program makes its second runtime once, next to the first.
    let other = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a second runtime can be made");
    let done = other.spawn(async move { work.result() }).await;
    // A runtime that is dropped on a loop panics, because it would have to wait
    // for its thread.
    other.shutdown_background();
    done.expect("the work does not panic")
}
