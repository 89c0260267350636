//! Parses a large text in the task.
//!
//! In Python: `json.loads(text)` in a coroutine.

use anyhow::Result;
use serde_json::Value;

use crate::work::Input;

/// Returns the number of records.
pub async fn run(input: &Input) -> Result<u64> {
    let records: Vec<Value> = serde_json::from_str(&input.text)?;
    Ok(records.len() as u64)
}
