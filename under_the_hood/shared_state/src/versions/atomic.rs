//! Same as lost_updates, except that reading, adding and writing are one step,
//! so no other thread can come in between.
//!
//! In Python: nothing of the kind in the standard library.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::Result;

use crate::counted::{Additions, Counted};

/// Makes all additions.
pub fn run(additions: &Additions) -> Result<Counted> {
    let counter = AtomicU64::new(0);
    let add = || {
        for _ in 0..additions.each {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    };
    thread::scope(|scope| {
        for _ in 0..additions.threads {
            scope.spawn(add);
        }
    });
    Ok(Counted::Exactly(counter.into_inner()))
}
