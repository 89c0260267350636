//! Same as `detached`, except that a `TaskTracker` knows the tasks: `main`
//! awaits them before it returns.
//!
//! In Python: `asyncio.shield`, and a set of tasks that `main` awaits.

use std::sync::Arc;

use anyhow::Result;

use crate::bank::Bank;
use crate::cancelled;
use crate::versions::two_effects;
use crate::work::{Answer, Work};

/// Cancels transfers in four ways.
pub fn run(work: &Work) -> Result<Answer> {
    cancelled::in_four_ways(work, transfer)
}

async fn transfer(bank: Arc<Bank>, number: usize) {
    let tasks = bank.tasks.clone();
    tasks
        .spawn(two_effects::transfer(bank, number))
        .await
        .expect("a transfer does not panic");
}
