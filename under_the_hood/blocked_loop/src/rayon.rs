//! Same as spawn_blocking, except that rayon's pool does the work: a thread
//! for each core, and what there is no thread for waits its turn.
//!
//! rayon knows nothing of futures. The answer comes back through a channel
//! that can be awaited.
//!
//! In Python: `await loop.run_in_executor(process_pool, work)`.

use tokio::sync::oneshot;

use crate::work::Work;

/// Does the work, and returns its answer.
///
/// Where the work panics, rayon ends the whole process, unless its pool has a
/// handler for that (`ThreadPoolBuilder::panic_handler`).
///
/// # Panics
///
/// Where that handler lets the process go on.
pub async fn run(work: impl Work) -> u64 {
    let (sender, receiver) = oneshot::channel();
    rayon::spawn(move || {
        // Nobody waits for it any more where the task was cancelled.
        let _ = sender.send(work.answer());
    });
    receiver
        .await
        .expect("rayon does the work, or ends the process")
}
