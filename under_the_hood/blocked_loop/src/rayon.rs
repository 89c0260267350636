//! Same as spawn_blocking, except that rayon's pool does the work: it has one
//! thread per core, and further work waits in its queue.
//!
//! rayon knows nothing of futures, so the result comes back through a channel
//! that can be awaited.
//!
//! In Python: `await loop.run_in_executor(process_pool, work)`.

use tokio::sync::oneshot;

use crate::work::Work;

/// Does the work, and returns its result.
///
/// If the work panics, rayon ends the whole process, unless its pool has a
/// handler for that (`ThreadPoolBuilder::panic_handler`).
///
/// # Panics
///
/// Panics if the work does, and that handler lets the process go on.
pub async fn run(work: impl Work) -> u64 {
    let (sender, receiver) = oneshot::channel();
    rayon::spawn(move || {
        // If the task was cancelled, there is no longer a receiver.
        let _ = sender.send(work.result());
    });
    receiver
        .await
        .expect("rayon does the work, or ends the process")
}
