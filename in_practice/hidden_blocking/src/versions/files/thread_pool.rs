//! Reads the files on one thread per core, which are rayon's. A channel brings
//! the sum back to the task.
//!
//! In Python: `ThreadPoolExecutor` and `run_in_executor`, where the GIL is free
//! while a file is read.

use std::fs;
use std::io;

use anyhow::Result;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use tokio::sync::oneshot;

use crate::work::Input;

/// Returns the number of bytes in all files.
pub async fn run(input: &Input) -> Result<u64> {
    let files = input.files.clone();
    let (sender, receiver) = oneshot::channel();
    rayon::spawn(move || {
        let sizes = files
            .into_par_iter()
            .map(|file| Ok(fs::read(file)?.len() as u64));
        let bytes: io::Result<u64> = sizes.sum();
        // If the task is gone, no one needs the sum.
        let _ = sender.send(bytes);
    });
    Ok(receiver.await??)
}
