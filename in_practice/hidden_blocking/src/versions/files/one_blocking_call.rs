//! Reads all files in one call on the blocking pool.
//!
//! In Python: `await asyncio.to_thread(read_all, files)`.

use std::fs;

use anyhow::Result;
use tokio::task;

use crate::work::Input;

/// Returns the number of bytes in all files.
pub async fn run(input: &Input) -> Result<u64> {
    let files = input.files.clone();
    let reading = task::spawn_blocking(move || {
        let mut bytes = 0;
        for file in &files {
            bytes += fs::read(file)?.len() as u64;
        }
        Ok(bytes)
    });
    reading.await?
}
