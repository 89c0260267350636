//! Same as print, except that one thread of the blocking pool prints, and takes
//! the lines from a bounded channel. If it is full, the task waits, not the
//! loop.
//!
//! In Python: `logging.handlers.QueueHandler` with a `QueueListener`.

use anyhow::Result;
use tokio::sync::mpsc;
use tokio::task;

use crate::work::Input;

/// Number of lines that may wait to be printed.
const WAITING: usize = 100;

/// Returns the number of lines.
pub async fn run(input: &Input) -> Result<u64> {
    let (sender, mut receiver) = mpsc::channel::<String>(WAITING);
    let printer = task::spawn_blocking(move || {
        let mut printed = 0;
        while let Some(line) = receiver.blocking_recv() {
            println!("{line}");
            printed += 1;
        }
        printed
    });
    for line in &input.lines {
        sender.send(line.clone()).await?;
    }
    drop(sender);
    Ok(printer.await?)
}
