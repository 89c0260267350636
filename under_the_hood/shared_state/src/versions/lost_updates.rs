//! Each thread reads the counter, and then writes what it has read, plus one.
//! What another thread has written in between is overwritten: it is lost.
//!
//! Each read and each write is atomic, so nothing here is undefined. It is the
//! program that is wrong, and not the memory.
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
