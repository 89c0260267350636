//! Same as lost_updates, except that the counter is in a mutex. Between the read
//! and the write, no other thread can reach it.
//!
//! In Python: `with lock: counter += 1`. There, nothing ties the lock to the
//! counter. Here, the only way to the counter is through the lock.

use std::sync::Mutex;
use std::thread;

use anyhow::Result;

use crate::counted::{Additions, Counted};

/// Makes all additions.
pub fn run(additions: &Additions) -> Result<Counted> {
    let counter = Mutex::new(0);
    let add = || {
        for _ in 0..additions.each {
            *counter.lock().expect("no thread panics") += 1;
        }
    };
    thread::scope(|scope| {
        for _ in 0..additions.threads {
            scope.spawn(add);
        }
    });
    let counter = counter.into_inner().expect("no thread panics");
    Ok(Counted::Exactly(counter))
}
