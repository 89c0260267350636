//! Same as blocking_call_per_file, except that only a few calls are in progress
//! at a time.
//!
//! In Python: a few tasks that share an iterator, and `to_thread` per file.

use std::fs;

use anyhow::Result;
use futures_util::stream::{self, StreamExt};
use tokio::task;

use crate::work::Input;

/// Number of calls in progress.
const AT_ONCE: usize = 4;

/// Returns the number of bytes in all files.
pub async fn run(input: &Input) -> Result<u64> {
    let mut reading = stream::iter(input.files.clone())
        .map(|file| task::spawn_blocking(move || fs::read(file)))
        .buffer_unordered(AT_ONCE);
    let mut bytes = 0;
    while let Some(read) = reading.next().await {
        bytes += read??.len() as u64;
    }
    Ok(bytes)
}
