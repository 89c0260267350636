//! A terminal that delivers each key at once and does not show it, and that has
//! its former settings whenever this program does not run.

use std::io::{self, IsTerminal};
use std::sync::{Mutex, MutexGuard, PoisonError};

use nix::sys::termios::{self, LocalFlags, SetArg, Termios};
use nix::unistd;

/// The former settings of the terminal.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

fn before() -> MutexGuard<'static, Option<Termios>> {
    BEFORE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Switches the terminal to single keys, if there is one.
pub fn keys_at_once() {
    if io::stdin().is_terminal() {
        *before() = termios::tcgetattr(io::stdin()).ok();
        keys_at_once_again();
    }
}

/// Switches it again, after this process was stopped.
pub fn keys_at_once_again() {
    if let Some(mut settings) = before().clone() {
        settings.local_flags &= !(LocalFlags::ICANON | LocalFlags::ECHO);
        set(&settings);
    }
}

/// Restores the former settings.
pub fn set_back() {
    if let Some(settings) = &*before() {
        set(settings);
    }
}

/// Changes the settings, unless this process is in the background, where it
/// would be stopped for that.
fn set(settings: &Termios) {
    if unistd::tcgetpgrp(io::stdin()) == Ok(unistd::getpgrp()) {
        // This fails if the terminal is gone.
        let _ = termios::tcsetattr(io::stdin(), SetArg::TCSANOW, settings);
    }
}
