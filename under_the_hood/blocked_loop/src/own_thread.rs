//! Same as rayon, except that the work gets its own thread, which ends with it.
//!
//! This suits work that lasts, because a thread costs more to start than a task
//! and nothing limits the number of threads.
//!
//! In Python: `threading.Thread`, and `loop.call_soon_threadsafe` for the
//! result.

use std::thread;

use tokio::sync::oneshot;

use crate::work::Work;

/// Does the work, and returns its result.
///
/// # Panics
///
/// Panics if the work does.
pub async fn run(work: impl Work) -> u64 {
    let (sender, receiver) = oneshot::channel();
    thread::spawn(move || {
        // If the task was cancelled, there is no longer a receiver.
        let _ = sender.send(work.result());
    });
    receiver.await.expect("the work does not panic")
}
