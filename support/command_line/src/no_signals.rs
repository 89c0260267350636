//! Nothing of signals is inherited on systems other than Unix.

/// Children can be waited for already.
pub fn notice_children() {}

/// Nothing is blocked.
pub fn accept_signals() {}

/// Lets `listen` set what happens on Ctrl-C.
pub fn listen_unless_ignored<T>(listen: impl FnOnce() -> T) -> T {
    listen()
}

pub(crate) fn survive_large_files() {}
