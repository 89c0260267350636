//! Two futures share a counter in a `std::sync::Mutex`, and each holds the lock
//! across an await.
//!
//! In Python: `with threading_lock: … await …`.

use std::sync::Mutex;

use anyhow::Result;
use tokio::time;

use crate::work::Input;

/// Would return 2. Both futures run on one thread, so the second one waits for a
/// lock that only this thread could release.
pub async fn run(input: &Input) -> Result<u64> {
    let counter = Mutex::new(0);
    tokio::join!(add(&counter, input), add(&counter, input));
    Ok(counter.into_inner().expect("no future panics"))
}

#[expect(clippy::await_holding_lock, reason = "this is the mistake")]
async fn add(counter: &Mutex<u64>, input: &Input) {
    let mut counter = counter.lock().expect("no future panics");
    time::sleep(input.silence).await;
    *counter += 1;
}
