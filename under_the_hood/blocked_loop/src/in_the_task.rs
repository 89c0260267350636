//! The work runs in the task, between one `await` and the next.
//!
//! It awaits nothing, so that the loop gets no turn until it is done: no timer
//! is looked at, no socket, no other task.
//!
//! In Python: `result = work()` inside an `async def`.

use crate::work::Work;

/// Does the work, and returns its answer.
pub async fn run(work: impl Work) -> u64 {
    work.answer()
}
