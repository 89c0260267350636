//! Same as lock_across_await, except for tokio's mutex: a future that does not
//! get the lock gives its turn back to the loop.
//!
//! In Python: `async with asyncio.Lock(): … await …`.

use anyhow::Result;
use tokio::sync::Mutex;
use tokio::time;

use crate::work::Input;

/// Returns 2.
pub async fn run(input: &Input) -> Result<u64> {
    let counter = Mutex::new(0);
    tokio::join!(add(&counter, input), add(&counter, input));
    Ok(counter.into_inner())
}

async fn add(counter: &Mutex<u64>, input: &Input) {
    let mut counter = counter.lock().await;
    time::sleep(input.silence).await;
    *counter += 1;
}
