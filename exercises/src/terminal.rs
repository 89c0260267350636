//! A terminal that gives each key at once and does not show it, and that is
//! what it was before whenever this program does not run.

use std::io::{self, IsTerminal};
use std::sync::{Mutex, MutexGuard, PoisonError};

use nix::sys::termios::{self, LocalFlags, SetArg, Termios};
use nix::unistd;

/// What the terminal was set to.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

fn before() -> MutexGuard<'static, Option<Termios>> {
    BEFORE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sets the terminal, if there is one.
pub fn keys_at_once() {
    if io::stdin().is_terminal() {
        *before() = termios::tcgetattr(io::stdin()).ok();
        keys_at_once_again();
    }
}

/// Sets it again, after this process was stopped.
pub fn keys_at_once_again() {
    if let Some(mut settings) = before().clone() {
        settings.local_flags &= !(LocalFlags::ICANON | LocalFlags::ECHO);
        set(&settings);
    }
}

/// Sets it to what it was.
pub fn set_back() {
    if let Some(settings) = &*before() {
        set(settings);
    }
}

/// A process in the background would be stopped for it.
fn set(settings: &Termios) {
    if unistd::tcgetpgrp(io::stdin()) == Ok(unistd::getpgrp()) {
        // Fails where the terminal is gone.
        let _ = termios::tcsetattr(io::stdin(), SetArg::TCSANOW, settings);
    }
}
