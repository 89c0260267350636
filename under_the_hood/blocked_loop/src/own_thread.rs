//! Same as rayon, except that the work gets a thread of its own, which ends
//! with it.
//!
//! That is for work which lasts: a thread costs more to start than a task, and
//! nothing limits how many there are.
//!
//! In Python: `threading.Thread`, and `loop.call_soon_threadsafe` for the
//! answer.

use std::thread;

use tokio::sync::oneshot;

use crate::work::Work;

/// Does the work, and returns its answer.
///
/// # Panics
///
/// Where the work does.
pub async fn run(work: impl Work) -> u64 {
    let (sender, receiver) = oneshot::channel();
    thread::spawn(move || {
        // Nobody waits for it any more where the task was cancelled.
        let _ = sender.send(work.answer());
    });
    receiver.await.expect("the work does not panic")
}
