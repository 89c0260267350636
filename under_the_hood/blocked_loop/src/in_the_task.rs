//! The work runs in the task, between one `await` and the next.
//!
//! It awaits nothing, so the loop gets no turn until it is done: no timer, no
//! socket and no other task is served.
//!
//! In Python: `result = work()` inside an `async def`.

use crate::work::Work;

/// Does the work, and returns its result.
pub async fn run(work: impl Work) -> u64 {
    work.result()
}
