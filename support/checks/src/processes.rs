//! The processes of a running program, as the kernel reports them.

use std::process::{Command, Stdio};

#[cfg(target_os = "linux")]
pub use procfs::process::{Process, Stat};

use crate::wait::until;

/// Returns the status of a process as Linux reports it, if it exists.
#[cfg(target_os = "linux")]
pub fn stat(id: u32) -> Option<Stat> {
    Process::new(id.cast_signed()).ok()?.stat().ok()
}

/// Returns the statuses of all processes as Linux reports them.
#[cfg(target_os = "linux")]
pub fn all() -> impl Iterator<Item = Stat> {
    let all = procfs::process::all_processes().expect("Linux has /proc");
    // A process may end after it was listed.
    all.flatten().filter_map(|process| process.stat().ok())
}

/// Returns the running processes that `parent` has started. Only Linux reports
/// them.
#[cfg(target_os = "linux")]
pub fn children(parent: u32) -> Vec<u32> {
    let parent = parent.cast_signed();
    let all = all().filter(|it| it.ppid == parent && it.state != 'Z');
    all.map(|it| it.pid.cast_unsigned()).collect()
}

#[cfg(not(target_os = "linux"))]
#[expect(missing_docs, reason = "they are those of the other")]
pub fn children(_: u32) -> Vec<u32> {
    Vec::new()
}

/// Returns the number of threads of a running process.
#[cfg(target_os = "linux")]
pub fn threads(id: u32) -> i64 {
    stat(id).expect("it runs").num_threads
}

/// Makes processes that are started from now on end on Ctrl-C and similar
/// signals. A shell starts its background jobs with SIGINT ignored, which they
/// would inherit. They do not inherit a handler.
#[cfg(unix)]
pub fn hear_signals() {
    use signal_hook::{consts, flag};

    for signal in [consts::SIGHUP, consts::SIGINT, consts::SIGQUIT] {
        if command_line::is_ignored(signal) {
            let listening = flag::register(signal, Default::default());
            listening.expect("a program may listen for it");
        }
    }
}

#[cfg(not(unix))]
#[expect(missing_docs, reason = "they are those of the other")]
pub fn hear_signals() {}

/// Sends a signal, such as `INT`, to a process, which must exist.
pub fn kill(signal: &str, id: u32) {
    assert!(is_sent(signal, id), "{signal} to {id}");
}

/// Uses the shell's own `kill`, because not every machine has the program.
fn is_sent(signal: &str, id: u32) -> bool {
    let sent = Command::new("sh")
        .args(["-c", "kill -s \"$0\" \"$1\"", signal, &id.to_string()])
        .stderr(Stdio::null())
        .status();
    sent.is_ok_and(|status| status.success())
}

/// Waits until none of these processes runs.
pub fn wait_until_gone(ids: &[u32]) {
    until("the end of all", || !ids.iter().any(|id| is_running(*id)));
}

/// Returns whether a process still runs. One that has ended may remain as a
/// zombie.
pub fn is_running(id: u32) -> bool {
    #[cfg(target_os = "linux")]
    return stat(id).is_some_and(|stat| stat.state != 'Z');
    #[cfg(not(target_os = "linux"))]
    return is_sent("0", id);
}
