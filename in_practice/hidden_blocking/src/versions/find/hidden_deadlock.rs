//! The reporter holds a lock across an await, and then needs it once more. That
//! poll never ends.

use std::sync::Mutex;

use anyhow::Result;
use tokio::time;

use super::loader::load;
use crate::timed::Polls;
use crate::work::Input;

/// Would return the number of bytes in all files.
pub async fn run(input: &Input, polls: &Polls) -> Result<u64> {
    let (bytes, ()) = tokio::try_join!(
        polls.time("loader", load(input)),
        polls.time("reporter", report(input))
    )?;
    Ok(bytes)
}

async fn report(input: &Input) -> Result<()> {
    let lines = Mutex::new(0);
    tokio::join!(add(&lines, input), add(&lines, input));
    Ok(())
}

#[expect(clippy::await_holding_lock, reason = "this is the mistake")]
async fn add(lines: &Mutex<u64>, input: &Input) {
    let mut lines = lines.lock().expect("no future panics");
    time::sleep(input.silence).await;
    *lines += 1;
}
