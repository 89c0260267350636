//! Prints more lines than a pipe holds, while its reader does not read.
//!
//! In Python: `print(line)` in a coroutine.

use anyhow::Result;

use crate::work::Input;

/// Returns the number of lines.
pub async fn run(input: &Input) -> Result<u64> {
    for line in &input.lines {
        println!("{line}");
    }
    Ok(input.lines.len() as u64)
}
