//! Same as in_the_task, except that the task has another loop to block: a
//! second runtime, whose thread is there for tasks that compute.
//!
//! Its tasks may await, which closures in a pool cannot. They delay one
//! another, and nobody on the first loop.
//!
//! In Python: a second event loop in a thread, and
//! `asyncio.run_coroutine_threadsafe`.

use tokio::runtime::Builder;

use crate::work::Work;

/// Does the work, and returns its answer.
///
/// # Panics
///
/// Where the work does, or the system has no second runtime for us, or this is
/// cancelled before it is done.
pub async fn run(work: impl Work) -> u64 {
    // A real program makes it once, beside its first one.
    let other = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a second runtime is to be had");
    let done = other.spawn(async move { work.answer() }).await;
    // Dropped on a loop, a runtime panics: it would have to wait for its
    // thread.
    other.shutdown_background();
    done.expect("the work does not panic")
}
