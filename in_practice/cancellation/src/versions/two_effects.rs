//! Two effects with an await in between, which may be the last line that runs.

use std::sync::Arc;

use anyhow::Result;

use crate::bank::Bank;
use crate::cancelled;
use crate::work::{Answer, Work};

/// Cancels transfers in four ways.
pub fn run(work: &Work) -> Result<Answer> {
    cancelled::in_four_ways(work, transfer)
}

/// Moves money from one account to the other.
pub async fn transfer(bank: Arc<Bank>, number: usize) {
    bank.confirm(number).await;
    bank.withdraw(number);
    bank.confirm(number).await;
    bank.deposit(number);
    bank.confirm(number).await;
}
