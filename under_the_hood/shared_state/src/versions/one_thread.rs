//! All additions on one thread, as the baseline for the other versions.
//!
//! In Python: `counter += 1`, without any thread.

use std::hint;

use anyhow::Result;

use crate::counted::{Additions, Counted};

/// Makes all additions.
pub fn run(additions: &Additions) -> Result<Counted> {
    let mut counter = 0;
    for _ in 0..additions.all() {
        // If the optimiser knew the summand, it would turn all additions into
        // one.
        counter += hint::black_box(1);
    }
    Ok(Counted::Exactly(counter))
}
