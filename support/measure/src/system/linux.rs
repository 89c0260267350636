//! Processes, as Linux shows them in `/proc`.

use std::fs;

use nix::sys::prctl;
use nix::sys::signal::Signal;

use super::status::Status;

/// Makes the kernel kill this process when the thread that started it ends, for
/// whatever reason.
pub(crate) fn end_with_parent() {
    // Fails for signals that do not exist.
    let _ = prctl::set_pdeathsig(Signal::SIGKILL);
}

/// Returns the peak resident bytes of this process. (`ru_maxrss` would start
/// with the peak of its parent.)
pub(crate) fn peak_memory() -> Option<u64> {
    status_in("/proc/self/status")?.peak_memory
}

/// Returns the kernel's status of a process; None if it has ended.
pub(crate) fn status(id: u32) -> Option<Status> {
    status_in(&format!("/proc/{id}/status"))
}

fn status_in(file: &str) -> Option<Status> {
    let text = fs::read_to_string(file).ok()?;
    // A process that has ended, and is a zombie, has no memory.
    let kibibytes = |name| field(&text, name).map(|number| number * 1024);
    Some(Status {
        peak_memory: Some(kibibytes("VmHWM:")?),
        page_tables: kibibytes("VmPTE:"),
        threads: field(&text, "Threads:"),
    })
}

/// Returns the first number after `name`, in a file with a line for it.
fn field(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Returns the ids of all processes.
pub(crate) fn processes() -> Vec<u32> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    let ids = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.collect()
}

/// Returns the group of a process; None if it has ended.
pub(crate) fn group_of(id: u32) -> Option<u32> {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // After the name, which may hold anything, come the state, the parent and
    // the group.
    let (_, rest) = text.rsplit_once(')')?;
    rest.split_whitespace().nth(2)?.parse().ok()
}
