//! Same as parse, except on the blocking pool.
//!
//! In Python: `asyncio.to_thread(json.loads, text)`, which holds the GIL.

use anyhow::Result;
use serde_json::Value;
use tokio::task;

use crate::work::Input;

/// Returns the number of records.
pub async fn run(input: &Input) -> Result<u64> {
    let text = input.text.clone();
    let parsing =
        task::spawn_blocking(move || serde_json::from_str::<Vec<Value>>(&text));
    let records = parsing.await??;
    Ok(records.len() as u64)
}
