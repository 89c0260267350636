//! Same as in_the_task, except for `tokio::fs` and `.await`. Each call goes to
//! the blocking pool and back.
//!
//! In Python: `aiofiles`, which does the same with `run_in_executor`.

use anyhow::Result;
use tokio::fs;

use crate::work::Input;

/// Returns the number of bytes in all files.
pub async fn run(input: &Input) -> Result<u64> {
    let mut bytes = 0;
    for file in &input.files {
        bytes += fs::read(file).await?.len() as u64;
    }
    Ok(bytes)
}
