//! A fork copies only one thread, but every lock as it is: locked, without its
//! owner.
//!
//! This is why Python 3.12 warns about forking a program with threads, and why
//! Python 3.14 forks from a separate server process by default.

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

/// Lock that another thread of the parent holds during the fork.
static ACCOUNTS: Mutex<()> = Mutex::new(());

/// Seconds for which the child tries. With `lock` it would wait forever.
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
        // SAFETY: `try_lock` reads a number and takes the lock only if it is
        // free; `sleep` is async-signal-safe.
        let forked = unsafe { child::fork(try_lock) };
        // Before any `?`: otherwise the thread would wait forever, and so would
        // the scope.
        barrier.wait();
        forked
    })?;

    drop(ACCOUNTS.lock().expect("the thread has released it"));
    println!(
        "lock    parent: the other thread released the lock, and the parent \
         acquired it"
    );
    match wait::waitpid(pid, None).context("could not wait for a child")? {
        WaitStatus::Exited(_, status) if status == Errno::EBUSY as i32 => {
            println!(
                "        child: still locked after {PATIENCE} s, by a thread \
                 that does not exist here"
            );
        }
        status => bail!("the child did not find the lock locked: {status:?}"),
    }
    Ok(())
}

/// Runs in the child: tries the lock, waits, and tries again.
fn try_lock() -> nix::Result<()> {
    for seconds in [PATIENCE, 0] {
        if ACCOUNTS.try_lock().is_ok() {
            return Ok(());
        }
        unistd::sleep(seconds);
    }
    Err(Errno::EBUSY)
}
