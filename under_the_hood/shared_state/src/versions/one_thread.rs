//! All additions on one thread: what the other versions are compared with.
//!
//! In Python: `counter += 1`, without any thread.

use std::hint;

use anyhow::Result;

use crate::counted::{Additions, Counted};

/// Makes all additions.
pub fn run(additions: &Additions) -> Result<Counted> {
    let mut counter = 0;
    for _ in 0..additions.all() {
        // The optimiser may not know what is added: it would make one addition
        // of all of them.
        counter += hint::black_box(1);
    }
    Ok(Counted::Exactly(counter))
}
