//! A task for each piece, all of them on one thread. Nothing here waits, so
//! that no task lets another one run before it is done.
//!
//! In Python: `asyncio.gather(*[compute(piece) for piece in pieces])`.

use anyhow::Result;
use tokio::task;

use crate::work::{Answer, Work};

/// Computes all pieces.
#[tokio::main(flavor = "current_thread")]
pub async fn run(work: &Work) -> Result<Answer> {
    let pieces = work.pieces().into_iter();
    let tasks: Vec<_> = pieces
        .map(|piece| task::spawn(async move { piece.compute() }))
        .collect();
    let mut parts = Vec::new();
    for task in tasks {
        parts.push(task.await?);
    }
    Ok(Answer::of(parts))
}
