//! Same as in_the_task, except that the loop gets a turn after each chunk.
//!
//! This helps if the work comes in chunks and each is short, because the other
//! tasks wait for one chunk. Only the task itself can yield.
//!
//! In Python: `await asyncio.sleep(0)` between the chunks.

use tokio::task;

use crate::work::Work;

/// Does the work, and returns its result.
pub async fn run(work: impl Work) -> u64 {
    let mut result = 0;
    for chunk in work {
        result = chunk;
        task::yield_now().await;
    }
    result
}
