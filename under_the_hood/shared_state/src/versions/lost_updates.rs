//! Each thread reads the counter, adds one, and writes the sum. An addition by
//! another thread in between is overwritten, and lost.
//!
//! Each read and each write is atomic, so nothing here is undefined. The program
//! is wrong, but the memory stays in order.
//!
//! In Python: `counter += 1`, which reads and writes as well.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::Result;

use crate::counted::{Additions, Counted};

/// Makes all additions, and loses some.
pub fn run(additions: &Additions) -> Result<Counted> {
    let counter = AtomicU64::new(0);
    let add = || {
        for _ in 0..additions.each {
            let seen = counter.load(Ordering::Relaxed);
            counter.store(seen + 1, Ordering::Relaxed);
        }
    };
    thread::scope(|scope| {
        for _ in 0..additions.threads {
            scope.spawn(add);
        }
    });
    Ok(Counted::AtMost(counter.into_inner()))
}
