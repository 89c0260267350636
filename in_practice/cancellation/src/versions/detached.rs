//! Same as `two_effects`, except that each transfer is a task: if the caller is
//! cancelled, the task goes on, until the program ends.
//!
//! In Python: `asyncio.shield`.

use std::sync::Arc;

use anyhow::Result;
use tokio::task;

use crate::bank::Bank;
use crate::cancelled;
use crate::versions::two_effects;
use crate::work::{Answer, Work};

/// Cancels transfers in four ways.
pub fn run(work: &Work) -> Result<Answer> {
    cancelled::in_four_ways(work, transfer)
}

async fn transfer(bank: Arc<Bank>, number: usize) {
    // Dropping the handle detaches the task.
    task::spawn(two_effects::transfer(bank, number))
        .await
        .expect("a transfer does not panic");
}
