//! Same as `two_effects`, except that a value undoes the first effect if it is
//! dropped before the second.
//!
//! In Python: `try` and `except`, or `finally`.

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
    let withdrawal = Withdrawal::new(&bank, number);
    bank.confirm(number).await;
    withdrawal.complete();
    bank.confirm(number).await;
}

/// Half of a transfer, undone when it is dropped before the other half.
struct Withdrawal<'bank> {
    bank: &'bank Bank,
    number: usize,
    is_complete: bool,
}

impl Withdrawal<'_> {
    fn new(bank: &Bank, number: usize) -> Withdrawal<'_> {
        bank.withdraw(number);
        Withdrawal {
            bank,
            number,
            is_complete: false,
        }
    }

    fn complete(mut self) {
        self.bank.deposit(self.number);
        self.is_complete = true;
    }
}

impl Drop for Withdrawal<'_> {
    // `drop` cannot await, so undoing it must not need to.
    fn drop(&mut self) {
        if !self.is_complete {
            self.bank.undo(self.number);
        }
    }
}
