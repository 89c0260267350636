//! Reads each file in a call of its own on the blocking pool, which has one
//! thread per call, up to 512.
//!
//! In Python: `asyncio.to_thread(read, file)` per file, and `gather`.

use std::fs;

use anyhow::Result;
use tokio::task::JoinSet;

use crate::work::Input;

/// Returns the number of bytes in all files.
pub async fn run(input: &Input) -> Result<u64> {
    let mut reading = JoinSet::new();
    for file in input.files.clone() {
        reading.spawn_blocking(move || fs::read(file));
    }
    let mut bytes = 0;
    while let Some(read) = reading.join_next().await {
        bytes += read??.len() as u64;
    }
    Ok(bytes)
}
