//! Signal settings that a program inherits from its parent, and that it must
//! not keep.
#![allow(unsafe_code, reason = "std has no safe call for signals")]

use std::ffi::c_int;
use std::mem::MaybeUninit;
use std::ptr;

/// Makes it possible to wait for child processes, whatever this one has
/// inherited. If SIGCHLD is ignored, the kernel forgets how they ended.
pub fn notice_children() {
    // SAFETY: this restores the kernel's default, and installs no function.
    unsafe { libc::signal(libc::SIGCHLD, libc::SIG_DFL) };
}

/// Does the same as [`notice_children`], and unblocks the signals that the
/// parent process had blocked. Ignored signals stay ignored, as with `nohup`.
pub fn accept_signals() {
    notice_children();
    let mut none = MaybeUninit::uninit();
    // SAFETY: it only writes to the set.
    unsafe { libc::sigemptyset(none.as_mut_ptr()) };
    // SAFETY: it reads the set that was written just now.
    unsafe {
        libc::sigprocmask(libc::SIG_SETMASK, none.as_ptr(), ptr::null_mut())
    };
}

/// Calls `listen`, which sets the reaction to Ctrl-C and similar signals.
/// Signals that were ignored before, as with `nohup`, stay ignored.
pub fn listen_unless_ignored<T>(listen: impl FnOnce() -> T) -> T {
    let mut ignored = vec![libc::SIGINT, libc::SIGTERM, libc::SIGHUP];
    ignored.retain(|signal| is_ignored(*signal));
    let listening = listen();
    for signal in ignored {
        // SAFETY: as above, this installs no function.
        unsafe { libc::signal(signal, libc::SIG_IGN) };
    }
    listening
}

/// Returns whether this process ignores a signal.
pub fn is_ignored(signal: c_int) -> bool {
    let mut action = MaybeUninit::<libc::sigaction>::zeroed();
    // SAFETY: without a new action, it only writes the present one.
    unsafe { libc::sigaction(signal, ptr::null(), action.as_mut_ptr()) };
    // SAFETY: an action of zeros is valid too.
    let action = unsafe { action.assume_init() };
    action.sa_sigaction == libc::SIG_IGN
}

/// Sends a signal to a process, which may have ended already.
pub fn send(signal: c_int, process: u32) {
    if let Ok(process) = libc::pid_t::try_from(process) {
        // SAFETY: it does not access memory.
        unsafe { libc::kill(process, signal) };
    }
}

/// Turns writing beyond a file's size limit (`ulimit -f`) into an error. By
/// default, it ends the process.
pub(crate) fn survive_large_files() {
    // SAFETY: as above.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
}
