//! Same as `two_effects`, in another order: everything is confirmed first, and
//! no await is left between the effects.

use std::sync::Arc;

use anyhow::Result;

use crate::bank::Bank;
use crate::cancelled;
use crate::work::{Answer, Work};

/// Cancels transfers in four ways.
pub fn run(work: &Work) -> Result<Answer> {
    cancelled::in_four_ways(work, transfer)
}

async fn transfer(bank: Arc<Bank>, number: usize) {
    bank.confirm(number).await;
    bank.confirm(number).await;
    bank.withdraw(number);
    bank.deposit(number);
    bank.confirm(number).await;
}
