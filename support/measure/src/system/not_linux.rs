//! The few figures available without `/proc`.

use super::status::Status;

pub(crate) fn end_with_parent() {}

/// Returns the peak resident bytes of this process.
#[cfg(target_os = "macos")]
pub(crate) fn peak_memory() -> Option<u64> {
    use nix::sys::resource::{self, UsageWho};
    let usage = resource::getrusage(UsageWho::RUSAGE_SELF).ok()?;
    // Bytes here; other systems count in KiB.
    u64::try_from(usage.max_rss()).ok()
}

#[cfg(not(target_os = "macos"))]
pub(crate) fn peak_memory() -> Option<u64> {
    None
}

pub(crate) fn status(_id: u32) -> Option<Status> {
    None
}

pub(crate) fn processes() -> Vec<u32> {
    Vec::new()
}

pub(crate) fn group_of(_id: u32) -> Option<u32> {
    None
}
