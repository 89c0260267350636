//! What a program inherits of signals from the one that has started it, and
//! what of that it must not keep.
#![allow(unsafe_code, reason = "std has no safe call for signals")]

use std::ffi::c_int;
use std::mem::MaybeUninit;
use std::ptr;

/// From now on, processes that this one starts can be waited for, whatever it
/// has inherited: where SIGCHLD is ignored, the kernel forgets how they ended.
pub fn notice_children() {
    // SAFETY: it sets what the system does by itself, and no function of ours.
    unsafe { libc::signal(libc::SIGCHLD, libc::SIG_DFL) };
}

/// As [`notice_children`]; and signals arrive that were blocked by whoever has
/// started this process. What is ignored stays ignored, as with `nohup`.
pub fn accept_signals() {
    notice_children();
    let mut none = MaybeUninit::uninit();
    // SAFETY: it writes to the set, and to nothing else.
    unsafe { libc::sigemptyset(none.as_mut_ptr()) };
    // SAFETY: it reads the set that was written just now.
    unsafe {
        libc::sigprocmask(libc::SIG_SETMASK, none.as_ptr(), ptr::null_mut())
    };
}

/// Lets `listen` set what happens on Ctrl-C and the like, but for those that
/// are ignored already, as with `nohup`: they stay so.
pub fn listen_unless_ignored<T>(listen: impl FnOnce() -> T) -> T {
    let mut ignored = vec![libc::SIGINT, libc::SIGTERM, libc::SIGHUP];
    ignored.retain(|signal| is_ignored(*signal));
    let listening = listen();
    for signal in ignored {
        // SAFETY: as above, no function of ours is set.
        unsafe { libc::signal(signal, libc::SIG_IGN) };
    }
    listening
}

/// Whether this process ignores a signal.
pub fn is_ignored(signal: c_int) -> bool {
    let mut action = MaybeUninit::<libc::sigaction>::zeroed();
    // SAFETY: without a new action, it only writes the present one.
    unsafe { libc::sigaction(signal, ptr::null(), action.as_mut_ptr()) };
    // SAFETY: zeros are an action too.
    let action = unsafe { action.assume_init() };
    action.sa_sigaction == libc::SIG_IGN
}

/// Sends a signal to a process, which may have ended already.
pub fn send(signal: c_int, process: u32) {
    if let Ok(process) = libc::pid_t::try_from(process) {
        // SAFETY: it touches no memory.
        unsafe { libc::kill(process, signal) };
    }
}

/// Makes an error of a file that grows beyond its limit (`ulimit -f`), and not
/// the end of this process.
pub(crate) fn survive_large_files() {
    // SAFETY: as above.
    unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
}
