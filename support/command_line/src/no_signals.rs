//! The same functions for an OS without signals, where nothing is inherited.

/// Does nothing, because children can always be waited for.
pub fn notice_children() {}

/// Does nothing, because no signal is blocked.
pub fn accept_signals() {}

/// Calls `listen`, which sets the reaction to Ctrl-C.
pub fn listen_unless_ignored<T>(listen: impl FnOnce() -> T) -> T {
    listen()
}

pub(crate) fn survive_large_files() {}
