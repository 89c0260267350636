//! Same as lock_across_await, except that the lock is released before the await.
//!
//! In Python: `with threading_lock: …`, and `await` after the block.

use std::sync::Mutex;

use anyhow::Result;
use tokio::time;

use crate::work::Input;

/// Returns 2.
pub async fn run(input: &Input) -> Result<u64> {
    let counter = Mutex::new(0);
    tokio::join!(add(&counter, input), add(&counter, input));
    Ok(counter.into_inner().expect("no future panics"))
}

async fn add(counter: &Mutex<u64>, input: &Input) {
    // The guard is gone at the end of this statement.
    *counter.lock().expect("no future panics") += 1;
    time::sleep(input.silence).await;
}
