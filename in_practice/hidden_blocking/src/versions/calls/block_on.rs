//! Waits for a future inside a task, with `block_on`: a panic.
//!
//! In Python: `asyncio.run(…)` inside a coroutine.

use anyhow::Result;
use tokio::runtime::Handle;
use tokio::{task, time};

use crate::work::Input;

/// Returns the number of tasks that have panicked: one.
pub async fn run(input: &Input) -> Result<u64> {
    let silence = input.silence;
    let task = task::spawn(async move {
        Handle::current().block_on(time::sleep(silence));
    });
    let is_panic = task.await.is_err_and(|error| error.is_panic());
    Ok(u64::from(is_panic))
}
