//! Fork copies one thread, and every lock as it is: locked, with no owner.
//!
//! This is why Python 3.12 warns of a fork in a program with threads, and why
//! 3.14 forks, unless told otherwise, from a server process without any.

use std::{
    sync::{Barrier, Mutex},
    thread,
};

use anyhow::{Context, Result, bail};
use nix::{
    errno::Errno,
    sys::wait::{self, WaitStatus},
    unistd,
};

use crate::child;

/// What a thread of the parent holds during the fork.
static ACCOUNTS: Mutex<()> = Mutex::new(());

/// How long the child tries, in seconds. With `lock` it would wait for ever.
const PATIENCE: u32 = 1;

/// Forks while another thread holds the lock, and lets the child try it.
#[allow(unsafe_code, reason = "it forks")]
pub fn run() -> Result<()> {
    let barrier = Barrier::new(2);
    let pid = thread::scope(|scope| {
        let hold = || {
            let _guard = ACCOUNTS.lock().expect("no thread panics");
            barrier.wait();
            barrier.wait();
        };
        let thread = thread::Builder::new().spawn_scoped(scope, hold);
        thread.context("could not start a thread")?;

        barrier.wait();
        // SAFETY: `try_lock` of a mutex looks at a number, and takes a lock
        // only where it is free; `sleep` is async-signal-safe.
        let forked = unsafe { child::fork(try_lock) };
        // Before any `?`: the thread would wait for ever, and the scope for it.
        barrier.wait();
        forked
    })?;

    drop(ACCOUNTS.lock().expect("the thread has let go of it"));
    println!("lock    parent: its thread let go, and it has the lock");
    match wait::waitpid(pid, None).context("could not wait for a child")? {
        WaitStatus::Exited(_, status) if status == Errno::EBUSY as i32 => {
            println!(
                "        child: still locked after {PATIENCE} s, by a thread \
                 that it does not have"
            );
        }
        status => bail!("the child did not find it locked: {status:?}"),
    }
    Ok(())
}

/// What the child does: it tries the lock, waits, and tries it again.
fn try_lock() -> nix::Result<()> {
    for seconds in [PATIENCE, 0] {
        if ACCOUNTS.try_lock().is_ok() {
            return Ok(());
        }
        unistd::sleep(seconds);
    }
    Err(Errno::EBUSY)
}
